public import Foundation

/// What Linux shows every process of its owner: the arguments and the environment that each was started with (proc(5)).
public struct ProcessTable: Sendable {
    /// What of a process can be looked at.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case arguments = "cmdline"
        case environment = "environ"
    }

    /// A part of a process.
    public struct Place: Sendable, Hashable {
        /// The process's number.
        public let process: Int32
        /// The part.
        public let part: Part

        /// Names a place.
        public init(_ process: Int32, _ part: Part) {
            self.process = process
            self.part = part
        }
    }

    /// Whether this system has one.
    public static let isThere = FileManager.default.isReadableFile(atPath: "/proc/self/environ")

    /// Everything that could be read, of every process of the machine.
    public let contents: [Place: Data]

    /// Takes it down as it is at this moment.
    public init() throws {
        var contents: [Place: Data] = [:]
        for number in try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap({ Int32($0) }) {
            for part in Part.allCases {
                // A process may have ended since, or be somebody else's.
                guard let file = FileHandle(forReadingAtPath: "/proc/\(number)/\(part.rawValue)") else { continue }
                guard let bytes = try? file.readToEnd() else { continue }
                contents[Place(number, part)] = bytes
            }
        }
        self.contents = contents
    }

    /// Where a secret stands.
    public func places(of secret: SecretShapes) -> Set<Place> {
        Set(contents.filter { secret.appear(in: $0.value) }.keys)
    }
}
