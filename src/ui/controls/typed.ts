/* What a text field shows: the value given, but not over what is being typed there. A drawing in between would take the letters away. */

import { noChange } from 'lit-html';
import { Directive, directive, type PropertyPart } from 'lit-html/directive.js';

class Typed extends Directive {
  private isTyping: boolean | null = null;
  render(value: string) {
    return value;
  }
  override update({ element }: PropertyPart, [value]: [string]) {
    const input = element as HTMLInputElement;
    if (this.isTyping === null) {
      const set = (isTyping: boolean) => () => {
        this.isTyping = isTyping;
      };
      input.addEventListener('input', set(true));
      for (const end of ['change', 'blur']) input.addEventListener(end, set(false));
      set(false)();
    }
    if (!this.isTyping && input.value !== value) input.value = value;
    return noChange;
  }
}
/** For `.value` of an input whose `change` is heard. */
export const typed = directive(Typed);
