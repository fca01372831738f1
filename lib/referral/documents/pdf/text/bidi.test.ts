import { expect, test } from 'vitest';
import { baseOf, levelsOf, visualOrder } from './bidi';
import { bidiClassOf, mirrorOf } from './bidi-class';

/** As the eye meets it, from left to right. */
function seen(text: string): string {
  const characters = [...text];
  const placed = characters.map((character) => ({ character, bidi: bidiClassOf(character) }));
  const levels = levelsOf(placed, baseOf(placed));
  return visualOrder(levels).map((at) => (levels[at]! % 2 === 1 ? mirrorOf(characters[at]!) : characters[at]!)).join('');
}

test.each([
  ['Latin stays as it is', 'abc (1, 2) def', 'abc (1, 2) def'],
  ['Hebrew runs the other way', 'אבג', 'גבא'],
  ['a Hebrew word in Latin text is turned, and the text is not', 'see אבג דהו now', 'see והד גבא now'],
  ['Latin in Hebrew text keeps its direction', 'אבג abc דהו', 'והד abc גבא'],
  ['numbers in Hebrew text keep theirs', 'אבג 123 דהו', 'והד 123 גבא'],
  ['Arabic digits keep theirs', 'ابج ١٢٣ د', 'د ١٢٣ جبا'],
  ['European digits after Arabic letters are Arabic ones: a minus between parts them', 'اب 1-2', '2-1 با'],
  ['a decimal number is one number', 'אב 1.5 ג', 'ג 1.5 בא'],
  ['a price is one with its sign', 'אב 20% ג', 'ג 20% בא'],
  ['brackets around Hebrew are mirrored', 'אב (גד)', '(דג) בא'],
  ['brackets at the end around Latin belong to the Latin (N0)', 'אב ab (cd)', 'ab (cd) בא'],
  ['punctuation at the end stands at the left of Hebrew', 'אבג!', '!גבא'],
  ['punctuation after a Hebrew word in Latin text goes with the Latin', 'say אבג!', 'say גבא!'],
  ['the first letter decides, not the first sign', '... אב cd', 'cd בא ...'],
])('%s', (_, text, expected) => {
  expect(seen(text)).toBe(expected);
});
