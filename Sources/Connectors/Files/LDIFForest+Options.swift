import Directory

extension LDIFForest {
    /// A line where entries hold a part of an attribute's values, and one where values are of subtypes.
    static func options(_ records: [LDIFRecord], in file: String) -> [DirectoryCheck] {
        var checks: [DirectoryCheck] = []
        let parts = records.filter { !$0.incomplete.isEmpty }
        if let first = parts.first, let attribute = first.incomplete.first {
            let count = parts.count == 1 ? "1 entry holds" : "\(parts.count) entries hold"
            checks.append(
                DirectoryCheck(
                    "ranges",
                    .warning,
                    "\(count) a part of the values of an attribute, such as \(attribute) of \(first.dn)",
                    advice: "Where a rule reads the attribute, an import does not take the entry. "
                        + first.partly(attribute, in: file)
                )
            )
        }
        var count = 0
        var example: AttributeName?
        for record in records {
            for value in record.values where value.name.options == .subtype {
                count += 1
                example = example ?? value.name
            }
        }
        if let example {
            let values = count == 1 ? "1 value has" : "\(count) values have"
            checks.append(
                DirectoryCheck(
                    "options",
                    .warning,
                    "\(values) a name with an option, such as \(example)",
                    advice:
                        "Imports do not read them: Active Directory has no such values. What is to be read has to stand "
                        + "under the name alone."
                )
            )
        }
        return checks
    }
}
