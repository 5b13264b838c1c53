public import DirectorySchema

/// The schemas of several forests beside each other, with what the workspace's rules make of it.
public struct SchemaMatrixReading: Sendable {
    /// The matrix.
    public let matrix: SchemaMatrix
    /// The contradictions that rules merge.
    public let merged: [MergedConflict]
    /// Forests of the workspace whose schema has never been read, and which have no column.
    public let unread: [String]
    /// What in files was not understood.
    public let problems: [SchemaFileProblem]

    /// Whether a file was cut off, so that definitions may be missing.
    public var isCutOff: Bool { problems.contains { $0.isCut } }
}
