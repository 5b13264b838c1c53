import Foundation
import MarkupReading

/// Reads `cs-object` by `cs-object`, so that memory holds one of them as a tree.
struct SpaceExportReader: MarkupHandler {
    private var objects: [SpaceExport.Object] = []
    private var tree: MarkupTree?
    private var depth = 0
    private var hasRoot = false
    private var names: Set<String> = []

    private static let operations: Set = ["add", "update", "delete", "replace", "none", "delete-add"]

    mutating func start(
        _ name: XMLName,
        _ attributes: [XMLAttribute],
        at position: MarkupPosition
    ) throws(MarkupError) {
        if depth == 0 {
            guard name.local == "cs-objects" else { throw Self.unexpected(name.local, position) }
            hasRoot = true
        } else if depth == 1 {
            guard name.local == "cs-object" else { throw Self.unexpected(name.local, position) }
            tree = MarkupTree()
        }
        depth += 1
        try tree?.start(name, attributes, at: position)
    }

    mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        try tree?.text(text, at: position)
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        depth -= 1
        try tree?.end(name, at: position)
        guard depth == 1, let root = tree?.root else { return }
        tree = nil
        if let object = try Self.object(root) {
            guard names.insert(object.dn.lowercased()).inserted else {
                throw MarkupError(
                    .unexpected,
                    at: root.position,
                    "\(object.dn) is in the file twice.",
                    "Export the connector space again; two files must not be joined."
                )
            }
            objects.append(object)
        }
    }

    func finished() throws(MarkupError) -> [SpaceExport.Object] { objects }

    private static func unexpected(_ name: String, _ position: MarkupPosition) -> MarkupError {
        MarkupError(
            .unexpected,
            at: position,
            "<\(name)> is not what the pending exports of a connector space are made of.",
            "Make the file on the server with csexport \"CONNECTOR\" FILE /f:x."
        )
    }

    /// An object that has a pending export; nothing for one that has none.
    private static func object(_ element: MarkupElement) throws(MarkupError) -> SpaceExport.Object? {
        let pending = element.child("unapplied-export")
        let delta = pending?.child("delta")
        let entry = element.child("unapplied-export-hologram")?.child("entry")
        guard pending != nil || entry != nil else { return nil }
        let dn = delta?.attribute("dn") ?? entry?.attribute("dn") ?? element.attribute("cs-dn")
        guard let dn, !dn.isEmpty else {
            throw MarkupError(.unexpected, at: element.position, "An object has no name (dn).", "Export it again.")
        }
        let operation = delta?.attribute("operation") ?? "none"
        guard operations.contains(operation) else {
            throw MarkupError(
                .unexpected,
                at: element.position,
                "\(dn) has the operation \"\(operation)\", which is none.",
                "It is add, update, replace or delete."
            )
        }
        var changes: [SpaceExport.Change] = []
        for child in delta?.children ?? [] where child.name.local == "attr" || child.name.local == "dn-attr" {
            changes.append(try change(child, operation))
        }
        return SpaceExport.Object(
            id: element.attribute("id") ?? "",
            dn: dn,
            objectClass: element.attribute("object-type") ?? text(of: delta?.child("primary-objectclass")) ?? "",
            operation: operation,
            changes: changes,
            desired: try entry.map(values)
        )
    }

    private static func change(_ element: MarkupElement, _ operation: String) throws(MarkupError) -> SpaceExport.Change
    {
        let kind = element.attribute("operation") ?? (operation == "update" ? "replace" : "add")
        var values: [SpaceExport.Value] = []
        for value in valueElements(element) {
            let isRemoved = value.attribute("operation") == "delete"
            values.append(SpaceExport.Value(try bytes(value), isRemoved: isRemoved))
        }
        let replaces = kind == "replace" || kind == "delete" || (kind == "add" && operation != "update")
        return SpaceExport.Change(name: try name(element), replaces: replaces, values: kind == "delete" ? [] : values)
    }

    private static func values(_ entry: MarkupElement) throws(MarkupError) -> [String: [[UInt8]]] {
        var found: [String: [[UInt8]]] = [:]
        for child in entry.children where child.name.local == "attr" || child.name.local == "dn-attr" {
            for value in valueElements(child) { found[try name(child), default: []].append(try bytes(value)) }
        }
        return found
    }

    private static func name(_ element: MarkupElement) throws(MarkupError) -> String {
        guard let name = element.attribute("name"), !name.isEmpty else {
            throw MarkupError(.unexpected, at: element.position, "An attribute has no name.", "Export it again.")
        }
        return name
    }

    private static func valueElements(_ element: MarkupElement) -> [MarkupElement] {
        element.children.filter { $0.name.local == "value" || $0.name.local == "dn-value" }
    }

    /// Values are text, or base64 where their element says so; the value of a reference is a name inside of it.
    private static func bytes(_ element: MarkupElement) throws(MarkupError) -> [UInt8] {
        let text = element.child("dn")?.text ?? element.text
        guard element.attribute("encoding") == "base64" else { return Array(text.utf8) }
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
            throw MarkupError(.unexpected, at: element.position, "A value is not base64.", "Export it again.")
        }
        return Array(data)
    }

    private static func text(of element: MarkupElement?) -> String? {
        element.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
