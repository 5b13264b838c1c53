import Directory

extension ActiveDirectorySchemaReader {
    /// The attribute numbers that the reader asks entries for, looked up once.
    struct Fields {
        let table: AttributeTable
        let objectClass, name, attributeID, attributeSyntax, oMSyntax, isSingleValued: AttributeID
        let rangeLower, rangeUpper, linkID, searchFlags, systemFlags, globalCatalog, isDefunct: AttributeID
        let governsID, objectClassCategory, subClassOf, auxiliaryClass, systemAuxiliaryClass: AttributeID
        let mustContain, systemMustContain, mayContain, systemMayContain: AttributeID
        let possSuperiors, systemPossSuperiors, objectVersion: AttributeID
        let commonName, schemaGUID, systemOnly: AttributeID

        init?(table: AttributeTable) {
            let numbers = ActiveDirectorySchemaReader.attributes.compactMap(table.identifier(for:))
            guard numbers.count == ActiveDirectorySchemaReader.attributes.count else { return nil }
            self.table = table
            var next = numbers.makeIterator()
            func take() -> AttributeID { next.next() ?? AttributeID(rawValue: .max) }
            objectClass = take()
            name = take()
            attributeID = take()
            attributeSyntax = take()
            oMSyntax = take()
            isSingleValued = take()
            rangeLower = take()
            rangeUpper = take()
            linkID = take()
            searchFlags = take()
            systemFlags = take()
            globalCatalog = take()
            isDefunct = take()
            governsID = take()
            objectClassCategory = take()
            subClassOf = take()
            auxiliaryClass = take()
            systemAuxiliaryClass = take()
            mustContain = take()
            systemMustContain = take()
            mayContain = take()
            systemMayContain = take()
            possSuperiors = take()
            systemPossSuperiors = take()
            objectVersion = take()
            commonName = take()
            schemaGUID = take()
            systemOnly = take()
        }

        func text(_ field: AttributeID, of entry: PackedEntry) -> String? { entry.text(field) }

        /// A whole number; values above the signed 32-bit range that a server wrote unsigned stay as they are.
        func number(_ field: AttributeID, of entry: PackedEntry) -> Int64? { entry.text(field).flatMap { Int64($0) } }

        /// A boolean as LDAP writes it; anything but TRUE in whatever case is false.
        func flag(_ field: AttributeID, of entry: PackedEntry) -> Bool {
            entry.text(field).map { ASCII.lowercased($0) == "true" } ?? false
        }

        /// A GUID in lower case: sixteen bytes, or text.
        func guid(_ field: AttributeID, of entry: PackedEntry) -> String? {
            for value in entry.values(of: field) {
                let guid = ObjectGUID(bytes: value) ?? ObjectGUID(String(decoding: value, as: UTF8.self))
                return guid.map { ASCII.lowercased($0.description) }
            }
            return nil
        }

        func names(_ fields: [AttributeID], of entry: PackedEntry) -> [AttributeName] {
            var names: [AttributeName] = []
            for field in fields {
                for value in entry.values(of: field) {
                    names.append(AttributeName(String(decoding: value, as: UTF8.self)))
                }
            }
            return AttributeName.distinct(names)
        }

        /// The whole entry as LDIF, for definitions that cannot be read.
        func text(of entry: PackedEntry) -> String {
            let view = Entry(entry, table: table)
            let values = view.names.sorted().flatMap { name in
                view.bytes(name).map { LDIFRecord.Value(name: name, bytes: $0) }
            }
            return LDIFWriter.write([LDIFRecord(dn: entry.dn, values: values)])
        }
    }
}
