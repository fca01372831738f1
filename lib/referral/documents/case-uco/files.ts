import { basename, extname } from 'node:path/posix';
import type { ExhibitFacts, FileFacts } from '../../facts';
import { type Names, type Node, facet, ref, relation, typed } from './graph';
import { messageId } from './messages';

export const fileId = (names: Names, name: string): string => names('file', name);

const hash = (names: Names, id: string, method: string, value: string): Node => ({
  '@id': names(`hash/${method}`, id), '@type': 'uco-types:Hash', 'uco-types:hashMethod': method, 'uco-types:hashValue': typed('hexBinary', value),
});

function facetsOf(names: Names, id: string, { name, path, contentType, byteSize, sha256, sha1, md5, width, height }: FileFacts, isPicture: boolean): Node[] {
  return [
    facet(names, id, 'FileFacet', {
      'uco-observable:fileName': path === null ? name : basename(path),
      'uco-observable:filePath': path ?? undefined,
      'uco-observable:extension': path === null ? undefined : extname(path).slice(1) || undefined,
      'uco-observable:sizeInBytes': byteSize,
      'uco-observable:isDirectory': false,
    }),
    facet(names, id, 'ContentDataFacet', {
      'uco-observable:mimeType': contentType,
      'uco-observable:sizeInBytes': byteSize,
      'uco-observable:hash': [hash(names, id, 'SHA256', sha256), hash(names, id, 'SHA1', sha1), hash(names, id, 'MD5', md5)],
    }),
    ...(isPicture ? [facet(names, id, 'RasterPictureFacet', { 'uco-observable:pictureWidth': width ?? undefined, 'uco-observable:pictureHeight': height ?? undefined })] : []),
  ];
}

/** An exhibit's files with their hashes, each an exhibit of its own, and the messages that they came with. */
export function* fileNodes(names: Names, { name: exhibit, files, messages }: ExhibitFacts): Generator<Node> {
  for (const file of files) {
    const id = fileId(names, file.name);
    const isPicture = file.contentType.startsWith('image/');
    yield {
      '@id': id,
      '@type': isPicture ? ['uco-observable:File', 'uco-observable:RasterPicture'] : 'uco-observable:File',
      'uco-core:name': file.name,
      'uco-core:description': file.path === null ? `${file.isTakenOut ? 'It was taken out: its' : 'Its'} bytes are not part of this package.` : undefined,
      'uco-core:hasFacet': facetsOf(names, id, file, isPicture),
    };
    yield {
      '@id': names('provenance', file.name), '@type': 'case-investigation:ProvenanceRecord',
      'case-investigation:exhibitNumber': file.name, 'case-investigation:rootExhibitNumber': exhibit, 'uco-core:object': ref(id),
    };
  }
  for (const message of messages) {
    for (const name of message.files) yield relation(names, fileId(names, name), 'Attachment_Of', messageId(names, message));
  }
}
