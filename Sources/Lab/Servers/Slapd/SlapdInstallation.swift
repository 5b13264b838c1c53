import Directory

/// Extends a running slapd: first its own schema, then the entries that describe it, then some objects that use it.
struct SlapdInstallation {
    let server: SlapdServer

    func install(_ feature: LabFeature) async throws {
        let addition = try server.blueprint.additions(of: feature)
        let slapd = try Tool("slapd", package: "slapd")
        let builtIn = try await SlapdBuiltIns.read(slapd, scratch: server.path + "/probe")
        let base = SlapdSchema(try server.blueprint.schemaRecords(), builtIn: builtIn)
        let extra = SlapdSchema(addition.records, builtIn: builtIn, after: base)
        try await add(configuration(extra, feature), "extend slapd's own schema")
        try await add(entries(addition.records), "add the new definitions")
        try await modify(addition.extended.map { ($0.dn, $0.values) }, "extend the classes that are there")
        if feature == .exchange {
            let population = Population(forest: server.blueprint)
            try await modify(population.exchangeChanges().map { ($0.dn, $0.values) }, "give objects mailboxes")
        }
    }

    /// An entry of `cn=config` with the new definitions; the class that allows everything cannot be changed while entries
    /// use it, so a second one comes beside it.
    private func configuration(_ schema: SlapdSchema, _ feature: LabFeature) -> String {
        let second = schema.anythingClass(Self.marker(feature), number: feature == .device ? 2 : 3)
        let lines =
            schema.attributes.map { "olcAttributeTypes: \($0)" }
            + (schema.classes + [second]).map { "olcObjectClasses: \($0)" }
        return "dn: cn=\(feature.rawValue),cn=schema,cn=config\nobjectClass: olcSchemaConfig\ncn: \(feature.rawValue)\n"
            + lines.joined(separator: "\n") + "\n"
    }

    private func entries(_ records: [LDIFRecord]) -> String { SlapdSeed(records).text }

    static func marker(_ feature: LabFeature) -> String { SlapdSchema.anything + feature.rawValue.capitalizedWord }

    private func add(_ text: String, _ purpose: String) async throws {
        try await Tool("ldapadd", package: "ldap-utils")
            .run(["-Q", "-Y", "EXTERNAL", "-H", server.socketURL], input: text, to: purpose)
    }

    /// Adds values to entries that are there; each also gets the class that allows them.
    private func modify(_ changes: [(dn: String, values: [LDIFRecord.Value])], _ purpose: String) async throws {
        guard !changes.isEmpty else { return }
        var text = ""
        for change in changes {
            text += LDIFWriter.line("dn", Array(change.dn.utf8)) + "changetype: modify\n"
            let names = change.values.map(\.name).reduce(into: [AttributeName]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            let isDefinition = change.dn.lowercased().contains("cn=schema,")
            if !isDefinition, !names.contains("objectClass") {
                text += "add: objectClass\nobjectClass: \(Self.marker(.exchange))\n-\n"
            }
            for name in names {
                text += "add: \(name)\n"
                for value in change.values where value.name == name {
                    text += LDIFWriter.line(name.spelling, value.bytes)
                }
                text += "-\n"
            }
            text += "\n"
        }
        try await Tool("ldapmodify", package: "ldap-utils")
            .run(["-Q", "-Y", "EXTERNAL", "-H", server.socketURL], input: text, to: purpose)
    }
}

extension String {
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
