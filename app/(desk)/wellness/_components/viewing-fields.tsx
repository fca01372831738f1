'use client';
import { ChipGroup } from '@/app/_ui/chip-group';
import { Segmented } from '@/app/_ui/segmented';
import { BLURS, BLUR_NAMES, type Viewing } from '@/lib/wellness/schema';

const FLAGS = [
  { value: 'isGrey', label: 'Reveals in grey' },
  { value: 'isMuted', label: 'Videos without their sound' },
  { value: 'isTextFolded', label: 'Messages folded' },
] as const;

interface ViewingFieldsProps {
  value: Viewing;
  onChange: (value: Viewing) => void;
  /** What nobody may be less strict about; what it asks for cannot be taken away. */
  floors?: Viewing;
}

/** How files and texts are seen: one's own choice, or with no floors the floors themselves. */
export function ViewingFields({ value, onChange, floors }: ViewingFieldsProps) {
  const isFloor = (name: (typeof FLAGS)[number]['value']) => floors?.[name] === true;
  const least = floors ? BLUR_NAMES.indexOf(floors.blur) : 0;
  const why = 'An admin set this for everybody.';
  return (
    <>
      <div className="max-w-xl">
        <Segmented
          legend="Before a look, a file shows"
          name="blur"
          options={BLUR_NAMES.map((name, index) => ({ value: name, label: BLURS[name], ...(index < least && { disabledReason: why }) }))}
          value={value.blur}
          onChange={(blur) => onChange({ ...value, blur })}
        />
      </div>
      <ChipGroup
        legend="Always on"
        name="flags"
        options={FLAGS.map(({ value: name, label }) => (isFloor(name) ? { value: name, label: `${label}, for everybody`, disabledReason: why } : { value: name, label }))}
        value={FLAGS.map((flag) => flag.value).filter((name) => value[name])}
        onChange={(on) => onChange({ ...value, isGrey: on.includes('isGrey'), isMuted: on.includes('isMuted'), isTextFolded: on.includes('isTextFolded') })}
      />
    </>
  );
}
