public import DirectorySchema

/// A schema that was read somewhere, with what was wrong there.
public struct ReadSchema: Sendable {
    /// Where it was read, as it was asked for.
    public let source: String
    /// The schema.
    public let snapshot: SchemaSnapshot
    /// The server that files say they are of, as it names itself; nothing where they do not say.
    public let server: String?
    /// What in files was not understood.
    public let problems: [SchemaFileProblem]

    /// Whether a file's last record is not ended as the others are: something may be missing behind it.
    public var isOpen = false

    /// Whether a file was cut off, as `SchemaDocument` finds out.
    public var isCutOff: Bool { cut != nil }

    /// Why a part of a file may be missing; nothing where no file says so.
    var cut: SchemaFileProblem? { problems.first { $0.isCut } }
}
