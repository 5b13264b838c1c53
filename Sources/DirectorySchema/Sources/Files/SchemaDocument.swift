/// What was read from schema files, with everything that was wrong in them.
public struct SchemaDocument: Sendable {
    /// The schema.
    public let snapshot: SchemaSnapshot
    /// The form of each file, in the order in which they were read.
    public let formats: [SchemaFormat]
    /// The server of whose root entry a file has a copy, as it names itself; nothing where there is none.
    public let server: String?
    /// Every definition that was met, readable or not.
    public let definitionCount: Int
    /// Lines that are no definition and were not understood.
    public let problems: [SchemaFileProblem]
    /// Records of LDIF without an empty line before them.
    ///
    /// Scripts write such, and they are read as records of their own; an import of a forest refuses the file.
    public let joined: [SchemaFileProblem]

    /// Whether a file ends as if something were missing behind it: its last record is not ended as the others are.
    public let isOpen: Bool

    /// Whether a file was cut off: it ends in the middle of a line, says itself that something is missing, or says that it is
    /// whole and names what it does not define.
    public var isCutOff: Bool { problems.contains { $0.isCut } }
}
