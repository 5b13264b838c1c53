import Directory

/// What is said and done where two entries of a directory have one anchor.
///
/// One of them is the object; the other is an error of its own, and is not taken.
enum OneAnchor {
    /// What directories that have it tell their entries apart by, whatever the anchors are (RFC 4530).
    private static let identity: AttributeName = "entryUUID"

    /// Whether two objects are two entries of the directory for certain; where it does not say, they may be one.
    static func differ(_ one: ConnectorSpaceObject, _ other: ConnectorSpaceObject, _ table: AttributeTable) -> Bool {
        guard let number = table.existing(identity), let first = one.entry.values(of: number).first,
            let second = other.entry.values(of: number).first
        else { return false }
        return first != second
    }

    /// The error of an entry with the anchor of another one, whose name is given as far as it is known; `mayBeOne` says
    /// whether it may be that entry, read again under a new name.
    static func error(
        _ identity: ConnectorSpaceIdentity,
        named name: String,
        of first: String?,
        mayBeOne: Bool
    ) -> ObjectError {
        let message: String
        if let first, ASCII.lowercased(first) != ASCII.lowercased(name) {
            message =
                "It has the anchor of \(first), which was taken. Give this one another anchor"
                + (mayBeOne ? "; if it is one entry that got another name meanwhile, the next import brings it." : ".")
                + " If \(first) goes or gets another one instead, run a full import (`dryad run FOREST full-import`): an "
                + "import of changes does not read what has not changed."
        } else {
            message = "The import brought the same object twice; the first one stays."
        }
        return ObjectError(code: "duplicate-object", connector: identity.connector, object: name, message: message)
    }
}
