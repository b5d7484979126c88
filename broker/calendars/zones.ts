/**
 * Time zones as calendars name them: by IANA's names, by Windows' names, as Outlook and Exchange write them, or with a path before
 * either.
 * Pure; knows no calendar. A zone that nobody here knows is none: to take its times for another zone's would move a meeting.
 */
import { instantsOf, type Offset, offsetOf } from "../../protocol/wall-time.ts";

/**
 * Windows' zones by their keys, as CLDR maps them (supplemental/windowsZones.xml), with the zone of Denmark where a
 * zone holds several countries: all of Europe, and the others that people travel to or write from.
 */
const WINDOWS: Readonly<Record<string, string>> = {
  UTC: "Etc/UTC",
  "Coordinated Universal Time": "Etc/UTC",
  "Romance Standard Time": "Europe/Copenhagen",
  "W. Europe Standard Time": "Europe/Berlin",
  "Central Europe Standard Time": "Europe/Budapest",
  "Central European Standard Time": "Europe/Warsaw",
  "GMT Standard Time": "Europe/London",
  "Greenwich Standard Time": "Atlantic/Reykjavik",
  "Greenland Standard Time": "America/Nuuk",
  "Azores Standard Time": "Atlantic/Azores",
  "Cape Verde Standard Time": "Atlantic/Cape_Verde",
  "Morocco Standard Time": "Africa/Casablanca",
  "W. Central Africa Standard Time": "Africa/Lagos",
  "GTB Standard Time": "Europe/Bucharest",
  "FLE Standard Time": "Europe/Kiev",
  "E. Europe Standard Time": "Europe/Chisinau",
  "Kaliningrad Standard Time": "Europe/Kaliningrad",
  "Belarus Standard Time": "Europe/Minsk",
  "Russian Standard Time": "Europe/Moscow",
  "Russia Time Zone 3": "Europe/Samara",
  "Turkey Standard Time": "Europe/Istanbul",
  "Israel Standard Time": "Asia/Jerusalem",
  "Egypt Standard Time": "Africa/Cairo",
  "Middle East Standard Time": "Asia/Beirut",
  "Syria Standard Time": "Asia/Damascus",
  "Jordan Standard Time": "Asia/Amman",
  "South Africa Standard Time": "Africa/Johannesburg",
  "E. Africa Standard Time": "Africa/Nairobi",
  "Arabic Standard Time": "Asia/Baghdad",
  "Arab Standard Time": "Asia/Riyadh",
  "Arabian Standard Time": "Asia/Dubai",
  "Iran Standard Time": "Asia/Tehran",
  "Afghanistan Standard Time": "Asia/Kabul",
  "Pakistan Standard Time": "Asia/Karachi",
  "West Asia Standard Time": "Asia/Tashkent",
  "India Standard Time": "Asia/Kolkata",
  "Sri Lanka Standard Time": "Asia/Colombo",
  "Nepal Standard Time": "Asia/Kathmandu",
  "Bangladesh Standard Time": "Asia/Dhaka",
  "Myanmar Standard Time": "Asia/Yangon",
  "SE Asia Standard Time": "Asia/Bangkok",
  "China Standard Time": "Asia/Shanghai",
  "Singapore Standard Time": "Asia/Singapore",
  "Taipei Standard Time": "Asia/Taipei",
  "Tokyo Standard Time": "Asia/Tokyo",
  "Korea Standard Time": "Asia/Seoul",
  "W. Australia Standard Time": "Australia/Perth",
  "AUS Central Standard Time": "Australia/Darwin",
  "Cen. Australia Standard Time": "Australia/Adelaide",
  "E. Australia Standard Time": "Australia/Brisbane",
  "AUS Eastern Standard Time": "Australia/Sydney",
  "Tasmania Standard Time": "Australia/Hobart",
  "New Zealand Standard Time": "Pacific/Auckland",
  "Argentina Standard Time": "America/Argentina/Buenos_Aires",
  "E. South America Standard Time": "America/Sao_Paulo",
  "Pacific Sa Standard Time": "America/Santiago",
  "SA Pacific Standard Time": "America/Bogota",
  "SA Western Standard Time": "America/La_Paz",
  "SA Eastern Standard Time": "America/Cayenne",
  "Newfoundland Standard Time": "America/St_Johns",
  "Atlantic Standard Time": "America/Halifax",
  "Eastern Standard Time": "America/New_York",
  "US Eastern Standard Time": "America/Indiana/Indianapolis",
  "Central Standard Time": "America/Chicago",
  "Central Standard Time (Mexico)": "America/Mexico_City",
  "Canada Central Standard Time": "America/Regina",
  "Mountain Standard Time": "America/Denver",
  "US Mountain Standard Time": "America/Phoenix",
  "Pacific Standard Time": "America/Los_Angeles",
  "Alaskan Standard Time": "America/Anchorage",
  "Hawaiian Standard Time": "Pacific/Honolulu",
};

const BY_SMALL = new Map(Object.entries(WINDOWS).map(([name, zone]) => [name.toLowerCase(), zone]));

/** What Outlook shows of a zone instead of its key: the cities after the distance from UTC. */
const SHOWN: Readonly<Record<string, string>> = {
  "brussels, copenhagen, madrid, paris": "Europe/Copenhagen",
  "bruxelles, københavn, madrid, paris": "Europe/Copenhagen",
  "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
  "amsterdam, berlin, bern, rom, stockholm, wien": "Europe/Berlin",
  "dublin, edinburgh, lisbon, london": "Europe/London",
  "belgrade, bratislava, budapest, ljubljana, prague": "Europe/Budapest",
  "sarajevo, skopje, warsaw, zagreb": "Europe/Warsaw",
  "coordinated universal time": "Etc/UTC",
};

/** The longest name that is looked at, and how many are remembered: both come from outside. */
const LONGEST_NAME = 120;
const MOST_NAMES = 500;

const DAY_MS = 86_400_000;

function tried(name: string): Offset | null {
  // Intl takes `+01:00` for a zone, and so does nobody who writes calendars.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return offsetOf(name);
  } catch {
    return null;
  }
}

/** A zone's name -> its offsets, remembered for as long as this lives. */
export class Zones {
  readonly #known = new Map<string, Offset | null>();

  /** `null` for a zone that nobody here knows. */
  offset(name: string): Offset | null {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (name.length > LONGEST_NAME) return null;
    if (this.#known.size >= MOST_NAMES) this.#known.clear();
    const found = this.#found(name.trim().replaceAll(/^"|"$/g, ""));
    this.#known.set(name, found);
    return found;
  }

  #found(name: string): Offset | null {
    const small = name.toLowerCase();
    const shown = SHOWN[small.replace(/^\((?:utc|gmt)[^)]*\)\s*/, "")];
    const windows = shown ?? BY_SMALL.get(small.replace(/^tzone:\/\/microsoft\//, ""));
    if (windows !== undefined) return tried(windows);
    // Evolution, Citadel and others: `/freeassociation.sourceforge.net/Europe/Copenhagen`.
    const tail =
      /^\/.+?\/((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/.+)$/.exec(
        name,
      );
    return tried(tail?.[1] ?? name);
  }
}

/**
 * The instant at which clocks show a wall time. Of an hour that comes twice the first is meant; one that clocks jump over is counted
 * as if they had not jumped (RFC 5545, 3.3.5), so that a daily meeting at 02:30 takes place that night too.
 */
export function instantAt(wall: number, offset: Offset): number {
  return instantsOf(wall, offset)[0] ?? wall - offset(wall - DAY_MS);
}
