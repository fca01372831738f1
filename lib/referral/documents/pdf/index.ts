export { pdfOf } from './pdf-of';
