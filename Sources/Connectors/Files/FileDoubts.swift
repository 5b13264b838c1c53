import Directory

/// What is wrong with entries of a file for what stands in it: others have their anchor or their name, they hold a part of
/// an attribute's values, or the file may have been cut off in them.
///
/// Which of two entries comes first in a file says nothing, so that neither of them is taken.
struct FileDoubts: Sendable {
    private var anchors: Set<[UInt8]> = []
    /// Normalized names.
    private var names: Set<String> = []
    /// What is said of entries that hold a part of an attribute's values, by their names as they are written.
    private var parts: [String: String] = [:]
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
            if let attribute = record.incomplete.first(where: { wanted.contains($0) }) {
                parts[record.dn] = record.partly(attribute, in: file)
            }
            let anchor = record.values.filter { $0.name == "objectGUID" }.map(\.bytes)
            if anchor.count == 1, !seenAnchors.insert(anchor[0]).inserted { anchors.insert(anchor[0]) }
        }
        self.last = isCut ? last?.normalized : nil
    }

    /// What is wrong with an entry; nothing where nothing is.
    func finding(of dn: String, anchor: ArraySlice<UInt8>) -> ValueCheck.Finding? {
        guard !(anchors.isEmpty && names.isEmpty && parts.isEmpty && last == nil) else { return nil }
        if !anchors.isEmpty, anchors.contains(Array(anchor)) {
            return ValueCheck.Finding(
                code: "duplicate-object",
                message:
                    "Another entry of the file has its objectGUID. What is known of the object stays as it was; leave "
                    + "one of the entries in the file."
            )
        }
        if let part = parts[dn] {
            return ValueCheck.Finding(
                code: "read-error",
                message: "\(part) What is known of the object stays as it was."
            )
        }
        guard !(names.isEmpty && last == nil), let name = DistinguishedName(dn)?.normalized else { return nil }
        if names.contains(name) {
            return ValueCheck.Finding(
                code: "duplicate-object",
                message:
                    "Another entry of the file has its name. What is known of it stays as it was; leave one of the "
                    + "entries in the file."
            )
        }
        guard name == last else { return nil }
        return ValueCheck.Finding(
            code: "read-error",
            message:
                "The file ends in this entry and does not end its last line, so that values may be missing. What is "
                + "known of it stays as it was."
        )
    }
}
