/** panic(9): thrown by the kernel function that gives up, caught by the engine. */
export class KernelPanic extends Error {
  override readonly name = 'KernelPanic';
}
