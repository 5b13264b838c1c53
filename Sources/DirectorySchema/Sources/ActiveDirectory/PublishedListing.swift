import Directory

/// Turns paragraphs of the listings in which Microsoft publishes its schemas (MS-ADA1 to MS-ADA3, MS-ADSC) into records
/// of entries.
///
/// They differ from LDIF in three ways: there is no `dn`, lists stand on one line between commas, and numbers may be
/// words joined by bars.
enum PublishedListing {
    private static let lists: Set<String> = [
        "maycontain", "systemmaycontain", "mustcontain", "systemmustcontain", "posssuperiors", "systemposssuperiors",
        "auxiliaryclass", "systemauxiliaryclass",
    ]

    private static let flags: [String: [String: Int64]] = [
        // MS-ADTS 2.2.9
        "searchflags": [
            "fattindex": 0x1, "fpdntattindex": 0x2, "fanr": 0x4, "fpreserveondelete": 0x8, "fcopy": 0x10,
            "ftupleindex": 0x20, "fsubtreeattindex": 0x40, "fconfidential": 0x80, "fneverauditvalue": 0x100,
            "frodcfilteredattribute": 0x200, "fextendedlinktracking": 0x400, "fbaseonly": 0x800,
            "fpartitionsecret": 0x1000,
        ],
        // MS-ADTS 2.2.10
        "systemflags": [
            "flag_attr_not_replicated": 0x1, "flag_cr_ntds_nc": 0x1, "flag_attr_req_partial_set_member": 0x2,
            "flag_attr_is_constructed": 0x4, "flag_attr_is_operational": 0x8, "flag_schema_base_object": 0x10,
            "flag_attr_is_rdn": 0x20, "flag_disallow_move_on_delete": 0x0200_0000,
            "flag_domain_disallow_move": 0x0400_0000, "flag_domain_disallow_rename": 0x0800_0000,
        ],
    ]

    /// The record as an entry of a schema; nothing where it is none.
    static func entry(_ record: SchemaRecord) -> SchemaRecord? {
        let kind = record.values.contains { $0.key == "attributeid" } ? "attributeSchema" : "classSchema"
        guard let name = record.first("cn") ?? record.first("ldapdisplayname"),
            record.values.contains(where: { $0.key == "attributeid" || $0.key == "governsid" })
        else { return nil }
        var entry = SchemaRecord(dn: "CN=\(name),CN=Schema,CN=Configuration,DC=X", line: record.line)
        entry.values.append(.objectClass(kind, record))
        for value in record.values {
            if lists.contains(value.key) {
                for part in value.text.split(separator: ",") { entry.values.append(value.with(trimmed(part))) }
            } else if let words = flags[value.key], Int64(value.text) == nil {
                entry.values.append(value.with(number(value.text, words)))
            } else {
                entry.values.append(value)
            }
        }
        return entry
    }

    private static func number(_ text: String, _ words: [String: Int64]) -> String {
        var sum: Int64 = 0
        for part in text.split(separator: "|") {
            let word = ASCII.lowercased(trimmed(part))
            // An unknown word leaves the text as it is: it is then no number, and reported.
            guard let bit = words[word] ?? Int64(word) else { return text }
            sum |= bit
        }
        return String(sum)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}

extension SchemaRecord.Value {
    fileprivate func with(_ text: String) -> SchemaRecord.Value {
        SchemaRecord.Value(key: key, bytes: Array(text.utf8)[...], offset: offset, line: line)
    }
}
