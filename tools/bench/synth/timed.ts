/** Does something and prints milliseconds of processor time, the most memory of the process, and what else is to be told of it once it is done. */
export function timed(doing: () => void, also: () => Record<string, number> = () => ({})): void {
  print(processorTime(doing), also());
}

/** Milliseconds of processor time, with the most memory of the process until now. */
export function print(milliseconds: number, also: Record<string, number> = {}): void {
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024, ...also }));
}

/** Milliseconds of processor time that something takes, of the kernel's too. */
export function processorTime(doing: () => void): number {
  const before = process.cpuUsage();
  doing();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
