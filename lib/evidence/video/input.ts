import type { VideoType } from '../sniff';
import type { VideoLimits } from './limits';
import type { Scratch } from './scratch';

/** The one demuxer that a file of each type may be given to; its bytes do not choose. */
const DEMUXERS: Readonly<Record<VideoType, string>> = { 'video/mp4': 'mov', 'video/quicktime': 'mov', 'video/webm': 'matroska', 'video/x-matroska': 'matroska' };

/** What phones, browsers and messengers make, and what they made before. Nothing else of FFmpeg's is reached by a file. */
const DECODERS = [
  'h264', 'hevc', 'av1', 'libdav1d', 'libaom-av1', 'vp8', 'vp9', 'libvpx', 'libvpx-vp9', 'mpeg4', 'h263', 'mjpeg', 'prores', 'theora',
  'aac', 'aac_latm', 'mp3', 'mp3float', 'opus', 'libopus', 'vorbis', 'libvorbis', 'flac', 'alac', 'ac3', 'eac3', 'amrnb', 'amrwb',
  'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_f32le', 'pcm_mulaw', 'pcm_alaw', 'pcm_u8', 'pcm_s8',
].join(',');

/** Streams of one file; a file with more of them is not opened. */
const STREAMS_MAX = 64;

/**
 * FFmpeg's and ffprobe's options to open a scratch that they were given as this descriptor: one demuxer, named
 * decoders, one thread, no other file (a playlist, a track kept elsewhere), no network.
 * @throws Error for a type that is no video's.
 */
export function inputOf(scratch: Scratch, fd: number, contentType: string, { pixels }: Pick<VideoLimits, 'pixels'>): string[] {
  const demuxer = (DEMUXERS as Readonly<Record<string, string>>)[contentType];
  if (!demuxer) throw new Error('a file that is no video was given to the video decoder');
  return [
    '-protocol_whitelist', 'crypto,file', '-f', demuxer, '-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm', '-codec_whitelist', DECODERS, '-max_streams', String(STREAMS_MAX),
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    '-threads', '1', '-max_pixels', String(pixels), ...scratch.inputAs(fd),
  ];
}
