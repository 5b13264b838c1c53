import Foundation

/// How many threads evaluate objects side by side, and in what portions; results depend on neither.
public struct Cores: Sendable {
    /// How many threads evaluate, the one that reads and writes among them.
    public let count: Int
    /// How many objects a thread takes at a time.
    public let portion: Int

    /// Takes so many threads; with one everything stays on the thread that reads and writes.
    public init(_ count: Int, portion: Int = 128) {
        self.count = max(1, count)
        self.portion = max(1, portion)
    }

    /// What this machine has, a handful at most: who writes is soon the slowest of them.
    public static var ofMachine: Cores { Cores(min(4, ProcessInfo.processInfo.activeProcessorCount)) }

    /// How many portions may be under way: some for each thread, so that memory does not grow with the directory.
    var mostPortions: Int { count == 1 ? 1 : 2 * count }
}
