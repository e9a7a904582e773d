/* Ids for zones that have none, so that a selection survives changes to other zones. */
import type { Design } from './schema.ts';

/** The design with a unique id for each zone; the same object if it has them already. */
export function withZoneIds(design: Design): Design {
  const taken = new Set<string>();
  let next = 1;
  const fresh = () => {
    while (taken.has(`z${next}`) || given.has(`z${next}`)) next += 1;
    return `z${next}`;
  };
  const given = new Set(design.zones.map(({ id }) => id));
  const zones = design.zones.map((zone) => {
    const id = zone.id && !taken.has(zone.id) ? zone.id : fresh();
    taken.add(id);
    return id === zone.id ? zone : { ...zone, id };
  });
  return zones.every((zone, i) => zone === design.zones[i]) ? design : { ...design, zones };
}
