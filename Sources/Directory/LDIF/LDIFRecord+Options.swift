extension LDIFRecord {
    /// The record with the values under the names of their attributes, where an option says no more than how they came.
    ///
    /// Values in ranges are the attribute's where the ranges join from the first value to the end. Where they do not, they
    /// keep their names, and the attribute is one of `incomplete`: a part of a list would be taken for a shorter list.
    func resolvingOptions() -> LDIFRecord {
        var attributes: [AttributeName: AttributeName] = [:]
        var stretches: [AttributeName: [AttributeOptions]] = [:]
        var ranged: [AttributeName] = []
        var names: Set<AttributeName> = []
        for value in values where names.insert(value.name).inserted {
            let options = value.name.options
            let attribute = value.name.base
            // Without its option that would be a line of LDIF itself.
            guard options != .absent, attribute != "changetype" else { continue }
            switch options {
            case .absent, .subtype: continue
            case .binary: break
            case .range, .unclearRange:
                if stretches[attribute] == nil { ranged.append(attribute) }
                stretches[attribute, default: []].append(options)
            }
            attributes[value.name] = attribute
        }
        let incomplete = ranged.filter { !AttributeOptions.isWhole(stretches[$0] ?? []) }
        for attribute in incomplete { attributes = attributes.filter { $0.value != attribute } }
        return LDIFRecord(
            dn: dn,
            values: values.map { value in
                attributes[value.name].map { LDIFRecord.Value(name: $0, bytes: value.bytes) } ?? value
            },
            line: line,
            incomplete: incomplete
        )
    }
}
