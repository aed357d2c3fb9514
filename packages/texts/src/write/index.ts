export { toHtml, type HtmlOptions } from './html.ts';
export { toMarkdown, type MarkdownOptions } from './markdown.ts';
export { toPlainText } from './plain.ts';
export { labelOf } from './lines.ts';
