import DirectorySchema

/// Refuses a schema that no forest can have: a server that shows nothing has not shown its schema.
enum SchemaCheck {
    static func usable(_ snapshot: SchemaSnapshot, from source: String) throws(ConnectorError) -> SchemaSnapshot {
        guard !snapshot.classes.isEmpty, !snapshot.attributes.isEmpty else {
            throw ConnectorError(
                .emptySchema,
                "\(source) shows no schema: \(snapshot.classes.count) classes and \(snapshot.attributes.count) attributes "
                    + "could be read. May this account read it?"
            )
        }
        return snapshot
    }
}
