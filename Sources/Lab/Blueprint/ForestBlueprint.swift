public import Directory

/// A forest of the lab before it is served by anything: its names, its schema, the entries that hold it together.
public struct ForestBlueprint: Sendable, Hashable {
    /// The DNS name of the root domain.
    public let name: String
    /// What its schema has been extended with.
    public let features: Set<LabFeature>

    /// Describes a forest.
    public init(name: String, features: Set<LabFeature> = []) {
        self.name = name
        self.features = features
    }

    /// The root domain as a distinguished name.
    public var baseDN: String { name.split(separator: ".").map { "DC=\($0)" }.joined(separator: ",") }

    /// The configuration naming context.
    public var configurationDN: String { "CN=Configuration,\(baseDN)" }

    /// The schema naming context.
    public var schemaDN: String { "CN=Schema,\(configurationDN)" }

    /// The domain's short name: at most 15 characters (MS-ADTS section 6.1.1.2.1.1.3).
    public var netbiosName: String { String((name.split(separator: ".").first ?? "").uppercased().prefix(15)) }

    /// The schema: its container first, then attributes and classes, with what the features added to both.
    public func schemaRecords() throws(LabError) -> [LDIFRecord] {
        var records = try SchemaFile(name: "schema").records(below: baseDN)
        for feature in features.sorted(by: { $0.rawValue < $1.rawValue }) {
            let addition = try additions(of: feature)
            let gains = Dictionary(addition.extended.map { ($0.dn.lowercased(), $0.values) }) { $0 + $1 }
            records = records.map { $0.adding(gains[$0.dn.lowercased()] ?? []) } + addition.records
        }
        return records
    }

    /// What a feature adds: records with an `objectClass` are new, the others give values to entries that are there.
    public func additions(of feature: LabFeature) throws(LabError) -> FeatureAddition {
        let records = try SchemaFile(name: feature.rawValue).records(below: baseDN)
        let known = Set(try SchemaFile(name: "schema").records(below: baseDN).map { $0.dn.lowercased() })
        let (new, extended) = (
            records.filter { !$0.texts("objectClass").isEmpty }, records.filter { $0.texts("objectClass").isEmpty }
        )
        if let stray = extended.first(where: { !known.contains($0.dn.lowercased()) }) {
            throw LabError(
                .resourceMalformed,
                "Forests/\(feature.rawValue).ldif, line \(stray.line): \(stray.dn) has no objectClass, and the schema has "
                    + "no such entry to extend."
            )
        }
        return FeatureAddition(records: new, extended: extended)
    }

    /// The entries that make a forest: domain, configuration, partitions, the containers that every domain has.
    public func frameRecords() -> [LDIFRecord] {
        let identity = StableIdentity(forest: name)
        let domain = LDIFRecord(
            baseDN,
            [
                "objectClass": "top", "objectClass": "domain", "objectClass": "domainDNS",
                "dc": String(name.prefix { $0 != "." }),
            ]
        )
        .adding([
            .init(name: "objectGUID", bytes: identity.guid("domain")),
            .init(name: "objectSid", bytes: identity.domainSID),
        ])
        return [
            domain,
            LDIFRecord(configurationDN, ["objectClass": "top", "objectClass": "configuration", "cn": "Configuration"]),
            LDIFRecord(
                "CN=Partitions,\(configurationDN)",
                ["objectClass": "top", "objectClass": "crossRefContainer", "cn": "Partitions"]
            ),
            LDIFRecord(
                "CN=\(netbiosName),CN=Partitions,\(configurationDN)",
                [
                    "objectClass": "top", "objectClass": "crossRef", "cn": netbiosName, "nCName": baseDN,
                    "dnsRoot": name, "nETBIOSName": netbiosName, "systemFlags": "3",
                ]
            ),
        ]
            + ["Users", "Computers", "ForeignSecurityPrincipals"].map {
                LDIFRecord("CN=\($0),\(baseDN)", ["objectClass": "top", "objectClass": "container", "cn": $0])
            }
    }

    /// What the forest's server says of itself (MS-ADTS section 3.1.1.3.2).
    public func rootDSERecord() -> LDIFRecord {
        let site = "CN=Default-First-Site-Name,CN=Sites,\(configurationDN)"
        return LDIFRecord(
            "",
            [
                "defaultNamingContext": baseDN, "rootDomainNamingContext": baseDN, "schemaNamingContext": schemaDN,
                "configurationNamingContext": configurationDN, "namingContexts": baseDN,
                "namingContexts": configurationDN, "namingContexts": schemaDN, "dnsHostName": "dc1.\(name)",
                "serverName": "CN=DC1,CN=Servers,\(site)",
                "dsServiceName": "CN=NTDS Settings,CN=DC1,CN=Servers,\(site)",
                // Active Directory, and Active Directory since Windows Server 2003 (MS-ADTS section 3.1.1.3.4.3).
                "supportedCapabilities": "1.2.840.113556.1.4.800", "supportedCapabilities": "1.2.840.113556.1.4.1670",
            ]
        )
    }
}
