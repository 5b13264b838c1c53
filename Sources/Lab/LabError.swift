/// Why something in the lab did not work.
public struct LabError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// Makes a kind.
        public init(word: String) { self.word = word }

        /// A file that the lab carries is not there or cannot be read.
        public static let resourceMissing = Code(word: "resourceMissing")
        /// A file that the lab carries holds something that makes no sense.
        public static let resourceMalformed = Code(word: "resourceMalformed")
        /// The name of a forest is not a DNS name.
        public static let invalidName = Code(word: "invalidName")
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let description: String

    /// Makes an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
