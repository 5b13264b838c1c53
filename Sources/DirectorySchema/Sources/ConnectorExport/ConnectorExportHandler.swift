import MarkupReading

/// Finds the schema in a connector's file, and takes its definitions one at a time.
struct ConnectorExportHandler: MarkupHandler {
    /// Where a schema may stand: the names of the elements around `<dsml>`, from the outermost.
    private static let places: [[String]] = [
        [], ["ma-data", "schema"], ["saved-ma-configuration", "ma-data", "schema"], ["mv-data", "schema"],
        ["saved-mv-configuration", "mv-data", "schema"],
    ]
    private static let schema = DSML.name("directory-schema")
    private static let advice =
        "Choose the file of a connector from the folder Connectors of an exported configuration."

    /// The elements that are open, down to `<directory-schema>`.
    private var path: [XMLName] = []
    private var fields: [String: String] = [:]
    private var builder: DSMLSchemaBuilder?
    /// The definition that is being read, and how many of its elements are open.
    private var definition = MarkupTree()
    private var depth = 0
    private var start = MarkupPosition(line: 1, column: 1, offset: 0)

    mutating func start(
        _ name: XMLName,
        _ attributes: [XMLAttribute],
        at position: MarkupPosition
    ) throws(MarkupError) {
        if path.last == Self.schema {
            if depth == 0 { definition = MarkupTree() }
            depth += 1
            return try definition.start(name, attributes, at: position)
        }
        if path.isEmpty {
            start = position
            guard name == DSML.name("dsml") || Self.places.contains(where: { $0.first.map { XMLName($0) } == name })
            else {
                throw unexpected("A connector's file does not begin with <\(name.local)>.", position)
            }
        }
        path.append(name)
        guard name == Self.schema else { return }
        let around = path.dropLast()
        guard around.last == DSML.name("dsml"),
            Self.places.contains(where: { $0.map { XMLName($0) } == around.dropLast() })
        else { throw unexpected("A schema stands where none is expected.", position) }
        guard builder == nil else { throw unexpected("There is a second schema in it.", position) }
        builder = DSMLSchemaBuilder()
    }

    mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        if depth > 0 {
            try definition.text(text, at: position)
        } else if let name = path.last, path.dropLast().last == XMLName("ma-data"), name.namespace == nil {
            fields[name.local, default: ""] += text
        }
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        guard depth > 0 else {
            path.removeLast()
            return
        }
        try definition.end(name, at: position)
        depth -= 1
        if depth == 0, let element = definition.root { builder?.add(element) }
    }

    /// What was found, once the document has ended.
    func schema() throws(MarkupError) -> ConnectorExportSchema {
        guard let snapshot = builder?.snapshot() else { throw unexpected("There is no schema in it.", start) }
        guard !snapshot.attributes.isEmpty || !snapshot.classes.isEmpty || !snapshot.unreadable.isEmpty else {
            throw unexpected("The schema in it defines nothing.", start)
        }
        return ConnectorExportSchema(
            name: field("name"),
            identifier: field("id"),
            category: field("category"),
            snapshot: snapshot
        )
    }

    private func field(_ name: String) -> String? {
        fields[name].map(DSML.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func unexpected(_ reason: String, _ position: MarkupPosition) -> MarkupError {
        MarkupError(.unexpected, at: position, reason, Self.advice)
    }
}
