import Foundation

/// Random numbers that can be had again: SplitMix64 from a seed that a failing test prints.
///
/// Property tests take their seeds as arguments, so that a failure names one; `DRYAD_SEED` in the environment runs that
/// seed alone.
public struct SeededGenerator: RandomNumberGenerator, Sendable, CustomStringConvertible {
    /// The seed that it began with.
    public let seed: UInt64

    private var state: UInt64

    /// Begins with a seed.
    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The seeds of a property test: the same every run, or the one in `DRYAD_SEED`.
    public static func seeds(_ count: Int) -> [UInt64] {
        if let text = ProcessInfo.processInfo.environment["DRYAD_SEED"], let seed = UInt64(text) { return [seed] }
        var generator = SeededGenerator(seed: 0xD12A_D000)
        return (0..<count).map { _ in generator.next() >> 16 }
    }

    /// A whole number below a bound; 0 where the bound is not positive.
    public mutating func number(below bound: Int) -> Int { bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0 }

    /// Bytes, at most as many as given.
    public mutating func bytes(atMost count: Int) -> [UInt8] {
        (0..<number(below: count + 1)).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }

    /// What to run a failing test again with.
    public var description: String { "DRYAD_SEED=\(seed)" }
}
