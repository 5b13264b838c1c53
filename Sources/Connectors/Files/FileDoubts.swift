import Directory

/// What is wrong with entries of a file for what stands in it: others have their anchor or their name, they hold a part of
/// an attribute's values, or the file may have been cut off in them.
///
/// Which of two entries comes first in a file says nothing, so that neither of them is taken.
struct FileDoubts: Sendable {
    private var anchors: Set<[UInt8]> = []
    /// Normalized names.
    private var names: Set<String> = []
    /// Of which attribute entries hold a part of the values, and what is said of the first of them, by their normalized names.
    private var parts: [String: (attribute: AttributeName, text: String)] = [:]
    /// The normalized name of the entry with which the file ends, where it may go on.
    private let last: String?

    /// Looks at the entries of a file, of which some attributes are read; `isCut` says that it may have been cut off, and `last`
    /// names its last entry.
    init(
        _ entries: [FileDomains.FileEntry],
        of file: String,
        attributes: [AttributeName],
        last: DistinguishedName?,
        isCut: Bool
    ) {
        let wanted = Set(attributes)
        var seenAnchors: Set<[UInt8]> = []
        var seenNames: Set<String> = []
        for (name, record) in entries {
            if !seenNames.insert(name.normalized).inserted { names.insert(name.normalized) }
            if parts[name.normalized] == nil, let attribute = record.incomplete.first(where: { wanted.contains($0) }) {
                parts[name.normalized] = (attribute, record.partly(attribute, in: file))
            }
            let anchor = record.values.filter { $0.name == "objectGUID" }.map(\.bytes)
            if anchor.count == 1, !seenAnchors.insert(anchor[0]).inserted { anchors.insert(anchor[0]) }
        }
        self.last = isCut ? last?.normalized : nil
    }

    /// What is wrong with an entry; nothing where nothing is.
    func finding(of dn: String, anchor: ArraySlice<UInt8>) -> ValueCheck.Finding? {
        guard !(anchors.isEmpty && names.isEmpty && parts.isEmpty && last == nil) else { return nil }
        let name = DistinguishedName(dn)?.normalized ?? ""
        let part = parts[name]
        if !anchors.isEmpty, anchors.contains(Array(anchor)) { return Self.twice("objectGUID", part?.attribute) }
        if let finding = sharing(dn) { return finding }
        if let part {
            return ValueCheck.Finding(
                code: "read-error",
                message: "\(part.text) What is known of the object stays as it was."
            )
        }
        guard !name.isEmpty, name == last else { return nil }
        return ValueCheck.Finding(
            code: "read-error",
            message:
                "The file ends in this entry and does not end its last line, so that values may be missing. What is "
                + "known of it stays as it was."
        )
    }

    /// That another entry has the name of an entry; nothing where none has.
    func sharing(_ dn: String) -> ValueCheck.Finding? {
        guard !names.isEmpty, let name = DistinguishedName(dn)?.normalized, names.contains(name) else { return nil }
        return Self.twice("name", parts[name]?.attribute)
    }

    /// That entries have the same name or anchor, and what to do about it; `attribute` is one of which they hold a part each.
    private static func twice(_ what: String, _ attribute: AttributeName?) -> ValueCheck.Finding {
        let remedy =
            if let attribute {
                "put the values of \(attribute), of which they hold a part each, together into one of the entries, in ranges from 0 "
                    + "up to \"\(attribute);range=…-*\" or as \"\(attribute)\", and leave that one in the file."
            } else {
                "leave one of the entries in the file."
            }
        return ValueCheck.Finding(
            code: "duplicate-object",
            message: "Another entry of the file has its \(what). What is known of the object stays as it was; \(remedy)"
        )
    }
}
