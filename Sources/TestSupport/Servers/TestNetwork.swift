import Foundation

/// Networks below 127.77 for servers of tests: another one for each, and others again in another run at the same time.
public enum TestNetwork {
    private static let count = Locked(0)

    /// A network that nothing else in this process has.
    public static func next() -> UInt8 {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return UInt8(8 + (Int(ProcessInfo.processInfo.processIdentifier) * 11 + number) % 240)
    }
}
