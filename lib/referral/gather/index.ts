export { previewOf } from './preview';
