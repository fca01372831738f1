export { loadPreview, previewOf } from './preview';
