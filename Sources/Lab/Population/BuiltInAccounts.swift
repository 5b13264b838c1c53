import Directory

/// The accounts that every domain is born with.
struct BuiltInAccounts {
    let forest: ForestBlueprint

    private static let relativeIdentifiers = ["Administrator": 500, "Guest": 501, "krbtgt": 502, "Domain Users": 513]

    /// The last number of such an account's objectSid (MS-ADTS section 6.1.1.6); nothing for any other.
    static func relativeIdentifier(of record: LDIFRecord) -> Int? {
        record.texts("isCriticalSystemObject").isEmpty
            ? nil : record.texts("sAMAccountName").first.flatMap { relativeIdentifiers[$0] }
    }

    var records: [LDIFRecord] {
        let users = [("Administrator", "512"), ("Guest", "66082"), ("krbtgt", "514")].map { name, control in
            LDIFRecord(
                "CN=\(name),CN=Users,\(forest.baseDN)",
                [
                    "objectClass": "top", "objectClass": "person", "objectClass": "organizationalPerson",
                    "objectClass": "user", "cn": name, "sAMAccountName": name, "userAccountControl": control,
                    "isCriticalSystemObject": "TRUE",
                ]
            )
        }
        let everybody = LDIFRecord(
            "CN=Domain Users,CN=Users,\(forest.baseDN)",
            [
                "objectClass": "top", "objectClass": "group", "cn": "Domain Users", "sAMAccountName": "Domain Users",
                "groupType": "-2147483646", "isCriticalSystemObject": "TRUE",
            ]
        )
        return users + [everybody]
    }
}
