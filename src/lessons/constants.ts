/** What the kernel of the router was compiled with, where no figure of the model says it. */

/** `KSTACK_PAGES` of i386 (FreeBSD sys/i386/include/param.h). */
export const STACK_PAGES = 2;
