import { describe, expect, test } from 'vitest';
import type { Text } from '../../src/index.ts';
import { readAkn } from '../../src/akn/index.ts';
import { toHtml } from '../../src/write/index.ts';

const read = (body: string): Text => {
  const [text] =
    readAkn(`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
    <identification source="#x"><FRBRExpression><FRBRlanguage language="ara"/></FRBRExpression></identification></meta>
    <mainBody>${body}</mainBody></statement></akomaNtoso>`).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};

describe('a text as HTML', () => {
  const text = read(`<paragraph eId="p_1"><num><del>3</del><ins>4</ins></num><content>
      <p>One <del>two</del><ins>three</ins> <span xml:lang="en">four</span></p>
      <table><tr><th><p>Quay</p></th></tr><tr><td colspan="2"><p>red &lt;b&gt;</p></td></tr></table></content></paragraph>`);

  test('is set in its language and direction, and its tables are tables', () => {
    const html = toHtml(text);
    expect(html).toContain('<article lang="ar" dir="rtl">');
    expect(html).toMatch(/<th scope="col"><p [^>]*>Quay<\/p><\/th>/);
    expect(html).toMatch(/<td colspan="2"><p [^>]*>red &#60;b&#62;<\/p><\/td>/);
    expect(html).toContain('<span lang="en">four</span>');
  });

  test('shows changes where asked to, else how the text stands after them', () => {
    expect(toHtml(text)).not.toMatch(/two|<ins|<del/);
    const marked = toHtml(text, { changes: 'marked' });
    expect(marked).toContain('<del>two</del><ins>three</ins>');
    expect(marked).toContain('<del class="label">3</del> <span class="label">4</span>');
  });
});
