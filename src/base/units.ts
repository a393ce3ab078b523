/**
 * Units as branded types, so that bytes, pages and addresses cannot be mixed by accident.
 *
 * An address is a `bigint` at the edges (an amd64 kernel address does not fit in a double);
 * a page number is the address divided by the page size and fits in 52 bits, so inside the
 * program it is a safe `number`.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A count of bytes. Safe integer, never negative. */
export type Bytes = Brand<number, 'Bytes'>;
/** A count of 4,096-byte pages. Safe integer, never negative. */
export type Pages = Brand<number, 'Pages'>;
/** A kernel virtual address. */
export type Kva = Brand<bigint, 'Kva'>;
/** A physical page frame number: physical address / 4,096. */
export type Pfn = Brand<number, 'Pfn'>;

/** Bytes in a page on i386 and amd64 (`PAGE_SIZE`, FreeBSD sys/i386/include/param.h). */
export const PAGE_SIZE = 4096;
/** 1 K, as the kernel and this program always mean it. */
export const KIB = 1024;
/** 1 MB = 1,048,576 B. */
export const MIB = 1024 * 1024;
/** 1 GB = 1,073,741,824 B. */
export const GIB = 1024 * MIB;

/** Brands a number as bytes. The caller vouches that it is a non-negative integer. */
export const bytes = (n: number): Bytes => n as Bytes;
/** Brands a number as pages. The caller vouches that it is a non-negative integer. */
export const pages = (n: number): Pages => n as Pages;
/** Brands a bigint as a kernel virtual address. */
export const kva = (n: bigint): Kva => n as Kva;
/** Brands a number as a page frame number. */
export const pfn = (n: number): Pfn => n as Pfn;

/** Bytes held by that many pages. */
export const pagesToBytes = (n: Pages): Bytes => bytes(n * PAGE_SIZE);
/** Whole pages needed to hold that many bytes (rounds up). */
export const bytesToPages = (n: Bytes): Pages => pages(Math.ceil(n / PAGE_SIZE));
/** The address `n` bytes above `at`. */
export const kvaAdd = (at: Kva, n: number): Kva => kva(at + BigInt(n));
/** Rounds `n` up to a multiple of `to`. Both non-negative, `to` > 0. */
export const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;
