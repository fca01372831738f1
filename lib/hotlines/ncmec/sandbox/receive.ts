import type { IncomingMessage } from 'node:http';
import type { Received } from './box';
import type { ProtocolCall } from './faults';
import { isUtf8Xml, readBody } from './read-body';
import { readForm } from './read-form';

/** Reads a call off the network. `onReport` hears for which report a form is before its file has come. */
export async function receive(call: ProtocolCall, request: IncomingMessage, onReport: (reportId: string) => void): Promise<Received> {
  switch (call) {
    case 'status':
    case 'xsd':
      return { call, from: request.socket.remoteAddress ?? '' };
    case 'submit':
    case 'fileinfo': {
      const body = await readBody(request);
      const xml = 'text' in body ? body.text : '';
      if (!isUtf8Xml(request)) return { call, xml, refused: { code: 4000, detail: 'text/xml; charset=utf-8 is expected' } };
      return 'fault' in body ? { call, xml, refused: { code: 4110, detail: body.fault } } : { call, xml };
    }
    case 'upload':
    case 'finish':
    case 'retract':
      return { call, form: await readForm(request, onReport) };
  }
}
