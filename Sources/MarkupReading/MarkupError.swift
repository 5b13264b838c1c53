/// Why a document cannot be read: where, what is wrong, what to do.
public struct MarkupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// The document ends before its first element does.
        public static let truncated = Code(word: "truncated")
        /// There is no element at all.
        public static let empty = Code(word: "empty")
        /// Something that XML does not allow.
        public static let malformed = Code(word: "malformed")
        /// An end tag that is not that of the element which is open.
        public static let mismatchedTag = Code(word: "mismatchedTag")
        /// Something stands after the one element that holds all others.
        public static let trailing = Code(word: "trailing")
        /// A document type declaration.
        public static let documentType = Code(word: "documentType")
        /// A reference to an entity that is not one of the five of XML itself.
        public static let entity = Code(word: "entity")
        /// An encoding that cannot be read, or is not the one that the document names.
        public static let encoding = Code(word: "encoding")
        /// A prefix that stands for nothing, or a namespace that must not be declared.
        public static let namespace = Code(word: "namespace")
        /// More than `MarkupLimits` allows.
        public static let limit = Code(word: "limit")
        /// Good XML that is not what was to be read.
        public static let unexpected = Code(word: "unexpected")
        /// The parser itself failed.
        public static let library = Code(word: "library")
    }

    /// The kind.
    public let code: Code
    /// Where.
    public let position: MarkupPosition
    /// What is wrong, a sentence.
    public let reason: String
    /// What to do, a sentence.
    public let advice: String

    /// Makes an error; readers of what XML is used for report with it too.
    public init(_ code: Code, at position: MarkupPosition, _ reason: String, _ advice: String) {
        self.code = code
        self.position = position
        self.reason = reason
        self.advice = advice
    }

    /// All of it for a person.
    public var description: String { "\(position) (byte \(position.offset)): \(reason) \(advice)" }
}
