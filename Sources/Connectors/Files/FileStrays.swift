import Directory

/// Entries of a file that lie in none of its domains, and in nothing else that a forest has.
///
/// No import takes them. They may be objects whose names are wrong, so that nothing may be taken for gone because of them.
struct FileStrays: Sendable {
    private let count: Int
    private let first: LDIFRecord

    /// Nothing where there are none.
    init?(_ entries: [LDIFRecord]) {
        guard let first = entries.first else { return nil }
        count = entries.count
        self.first = first
    }

    /// How many there are, and where the first of them stands.
    func found(in file: String) -> String {
        let name = first.dn.isEmpty ? "one without a name" : first.dn
        let dn = name.count > 200 ? "\(name.prefix(200))…" : name
        return count == 1
            ? "1 entry lies in no domain of the file: \(dn) (\(file), line \(first.line))"
            : "\(count) entries lie in no domain of the file, the first of them \(dn) (\(file), line \(first.line))"
    }

    /// Why an import of the file cannot take anything for gone.
    func reason(in file: String) -> String { "\(found(in: file)). What has gone may be among them. \(Self.advice)" }

    /// What to do about them.
    static let advice =
        "Mend their names, or take them out of the file; if they are of a domain that is to be read, the file needs its crossRef "
        + "object, and if it is not, write its DNS name below excludeDomains in dryad.yaml."
}
