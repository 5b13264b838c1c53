import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One process, told from every other that ever had or will have its number.
///
/// A number alone is not enough to end a process by: the kernel gives numbers again. The time at which the process
/// began, in clock ticks since the machine started, and the kernel's name for that start of the machine settle it
/// (proc(5): `/proc/PID/stat` field 22, `/proc/sys/kernel/random/boot_id`).
struct ProcessIdentity: Sendable, Hashable, Codable {
    /// The process number.
    let number: Int32
    /// When it began, in clock ticks since the machine started.
    let begin: UInt64
    /// Which start of the machine that was.
    let boot: String

    /// What the kernel says of a process now.
    struct Status: Sendable {
        let state: Character
        let session: Int32
        let begin: UInt64

        /// Whether it can still do something: not a zombie, not dead.
        var isAlive: Bool { state != "Z" && state != "X" }
    }

    /// The process that has this number now, or nothing.
    static func current(_ number: Int32) -> ProcessIdentity? {
        guard let status = status(of: number), let boot = bootName() else { return nil }
        return ProcessIdentity(number: number, begin: status.begin, boot: boot)
    }

    /// Whether it runs: the number is in use, by this process, and it is not a zombie.
    var isRunning: Bool {
        guard let status = Self.status(of: number), boot == Self.bootName() else { return false }
        return status.begin == begin && status.isAlive
    }

    /// The living processes of the session that this process leads, itself included.
    ///
    /// A server's workers stay in its session even when it is gone, and the kernel does not give a session's number
    /// to another process while the session has members: so these are its own, unless somebody else has the number.
    func session() -> [Int32] {
        guard boot == Self.bootName() else { return [] }
        if let leader = Self.status(of: number), leader.begin != begin { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }
            .filter { candidate in
                guard let status = Self.status(of: candidate) else { return false }
                return status.session == number && status.begin >= begin && status.isAlive
            }
            .sorted()
    }

    private static func bootName() -> String? {
        guard let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8) else {
            return nil
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func status(of number: Int32) -> Status? {
        guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
            // The command stands in parentheses and may itself hold blanks and parentheses.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(whereSeparator: \.isWhitespace)
        guard fields.count > 19, let state = fields[0].first, let session = Int32(fields[3]),
            let begin = UInt64(fields[19])
        else { return nil }
        return Status(state: state, session: session, begin: begin)
    }
}
