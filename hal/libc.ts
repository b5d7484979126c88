/**
 * The one system call that Node does not offer and device files need: ioctl, by way of `koffi`.
 * The only file that imports that module; knows no device.
 */
import { getSystemErrorName } from "node:util";
import { HalFault } from "./errors.ts";

/** The kernel's side door of a device file. */
export type Libc = {
  /**
   * ioctl(fd, request, &buffer): the kernel reads and writes `buffer` in place; its answer, which is 0 or more.
   * Throws an error with the system's `code` (ENODEV, EBUSY, EPERM ...) where the kernel says no.
   */
  ioctl: (fd: number, request: number, buffer: Uint8Array) => number;
};

/** The machine's own. Fault: HAL_MODULE_MISSING where koffi is not installed (it comes built for x64, arm64 and arm). */
export async function machineLibc(): Promise<Libc> {
  const { default: koffi } = await import("koffi").catch((error: unknown) => {
    throw new HalFault("HAL_MODULE_MISSING", "koffi", error);
  });
  // null: the symbols of this very process, whichever C library it was built with
  const call: (fd: number, request: number, buffer: Uint8Array) => number = koffi
    .load(null)
    .func("int ioctl(int fd, unsigned long request, _Inout_ uint8_t *buffer)");
  return {
    ioctl: (fd, request, buffer) => {
      const answer = call(fd, request, buffer);
      if (answer < 0) throw systemError("ioctl", koffi.errno());
      return answer;
    },
  };
}

function systemError(call: string, errno: number): Error {
  const code = getSystemErrorName(-errno);
  return Object.assign(new Error(`${call}: ${code}`), { code, errno: -errno, syscall: call });
}
