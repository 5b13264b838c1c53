import MarkupReading

/// A connector's file without its schema, which is read for itself and is most of the file.
struct ConnectorFrame: MarkupHandler {
    private(set) var tree = MarkupTree()
    /// Whether there is a schema.
    private(set) var hasSchema = false
    /// How deep inside of the schema the reading is.
    private var skipped = 0
    private var depth = 0

    mutating func start(_ name: XMLName, _ attributes: [XMLAttribute], at position: MarkupPosition) throws(MarkupError)
    {
        depth += 1
        if skipped > 0 || name.local == "schema" && depth <= 3 {
            skipped += 1
            if name.local == "directory-schema" { hasSchema = true }
        } else {
            try tree.start(name, attributes, at: position)
        }
    }

    mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        if skipped == 0 { try tree.text(text, at: position) }
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        depth -= 1
        if skipped > 0 { skipped -= 1 } else { try tree.end(name, at: position) }
    }
}
