public import DirectorySchema

/// Reads files of definitions, each for itself, and counts what can be read.
public struct SchemaSyntaxCheck: Sendable {
    /// One file.
    public struct File: Sendable {
        /// Its path.
        public let path: String
        /// Its form; nothing where it was not recognised.
        public let format: SchemaFormat?
        /// How many definitions were read.
        public let read: Int
        /// Those that were not.
        public let rejections: [UnreadableDefinition]
        /// Lines that are no definition.
        public let problems: [SchemaFileProblem]
        /// Records of LDIF without an empty line before them, which an import of a forest refuses.
        public let joined: [SchemaFileProblem]
        /// Why the file could not be read at all.
        public let failure: String?
    }

    /// The files in the order in which they were asked for.
    public let files: [File]

    /// How many definitions were read.
    public var read: Int { files.reduce(0) { $0 + $1.read } }
    /// How many were not.
    public var rejected: Int { files.reduce(0) { $0 + $1.rejections.count } }

    /// Checks files, and the files of folders.
    public static func run(_ paths: [String], strict: Bool) throws -> SchemaSyntaxCheck {
        var files: [File] = []
        for path in paths {
            for file in try SchemaFiles.files(at: path) { files.append(try check(file, strict: strict)) }
        }
        return SchemaSyntaxCheck(files: files)
    }

    private static func check(_ path: String, strict: Bool) throws -> File {
        var assembler = SchemaAssembler()
        do {
            try assembler.add(try SchemaFiles.bytes(of: path), name: path)
        } catch {
            return File(path: path, format: nil, read: 0, rejections: [], problems: [], joined: [], failure: "\(error)")
        }
        let document = assembler.document()
        var rejections = document.snapshot.unreadable.filter { !$0.isContradiction }
        if strict {
            let known = Set(rejections.map(\.place))
            rejections += assembler.texts.compactMap { definition in
                guard !known.contains(definition.place),
                    let problem = StrictGrammar.problem(in: definition.text, of: definition.kind)
                else { return nil }
                return UnreadableDefinition(
                    place: definition.place,
                    reason: problem.reason,
                    text: String(decoding: definition.text, as: UTF8.self),
                    offset: definition.offset,
                    position: problem.offset
                )
            }
        }
        return File(
            path: path,
            format: document.formats.first,
            read: document.definitionCount - rejections.count,
            rejections: rejections,
            problems: document.problems,
            joined: document.joined,
            failure: nil
        )
    }
}
