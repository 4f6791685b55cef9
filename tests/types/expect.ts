// Claims about types: what does not hold does not compile.

/** The very same type; `any` is the same as nothing but itself. */
export type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

export const holds = <Claim extends true>(): Claim | undefined => undefined;

type IsAny<T> = 0 extends 1 & T ? true : false;

type Deeper = [never, 0, 1, 2, 3, 4];

/** Whether `any` can be reached: through properties, parameters, results, promises. */
export type HasAny<T, Depth extends number = 5> =
  IsAny<T> extends true
    ? true
    : [Depth] extends [never]
      ? false
      : T extends (...given: infer Given) => infer Result
        ? true extends HasAny<Given[number], Deeper[Depth]> | HasAny<Result, Deeper[Depth]>
          ? true
          : InProperties<T, Depth>
        : T extends Promise<infer Result>
          ? HasAny<Result, Deeper[Depth]>
          : T extends object
            ? InProperties<T, Depth>
            : false;

/** What belongs to the language or to the browser is not ours to judge. */
type Foreign =
  | string
  | AbortSignal
  | Headers
  | IterableIterator<unknown>
  | ReadonlyMap<unknown, unknown>
  | Request
  | Response
  | URL
  | URLSearchParams
  | readonly unknown[];

/** All its properties are optional, so that anything might extend it. */
type IsForeign<T> = T extends Foreign ? true : Same<T, RequestInit>;

type InProperties<T, Depth extends number> = true extends IsForeign<T>
  ? false
  : true extends { [Name in keyof T]-?: HasAny<T[Name], Deeper[Depth]> }[keyof T]
    ? true
    : false;
