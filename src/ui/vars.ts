/* Sets CSS custom properties through the CSSOM, since the Content-Security-Policy forbids style attributes. */
import { noChange } from 'lit-html';
import { Directive, directive, type ElementPart } from 'lit-html/directive.js';

class Vars extends Directive {
  private last: Record<string, string> = {};
  render(_vars: Record<string, string>) {
    return noChange;
  }
  override update(part: ElementPart, [vars]: [Record<string, string>]) {
    const style = (part.element as HTMLElement).style;
    for (const name of Object.keys(vars)) if (this.last[name] !== vars[name]) style.setProperty(name, vars[name]);
    this.last = vars;
    return noChange;
  }
}
/** `<div ${vars({ '--fill': '30%' })}>` */
export const vars = directive(Vars);
