import Directory

/// The groups of a forest: one with everybody, one for each department, groups of groups, lists with addresses.
struct GroupDrafts {
    let forest: ForestBlueprint
    let accounts: [Account]
    let count: Int

    func records(for kind: ServerKind) -> [LDIFRecord] {
        (0..<count).map { number in
            let name = Self.name(number)
            let isList = number % 4 == 1
            let record = LDIFRecord(
                dn(number),
                [
                    "objectClass": "top", "objectClass": "group", "cn": name, "displayName": name,
                    "sAMAccountName": Self.logonName(number),
                    // Global; the sign makes it a security group (MS-ADTS section 2.2.12).
                    "groupType": isList ? "2" : "-2147483646",
                    "mail": isList ? "list.\(number)@\(forest.name)" : "",
                    "proxyAddresses": isList ? "SMTP:list.\(number)@\(forest.name)" : "",
                    "description": number == 0 ? "Everybody who works here" : "",
                ]
            )
            return record.adding(members(number).map { .init(name: "member", bytes: Array($0.utf8)) })
        }
    }

    private static func department(_ number: Int) -> String? {
        (2..<2 + People.departments.count).contains(number) ? People.departments[number - 2] : nil
    }

    private static func name(_ number: Int) -> String {
        switch number {
        case 0: "All Staff"
        case 1: "Announcements"
        default: department(number) ?? (number % 5 == 1 ? "Project \(number), phase \"A\"" : "Project \(number)")
        }
    }

    private static func logonName(_ number: Int) -> String {
        switch number {
        case 0: "all-staff"
        case 1: "announcements"
        default: department(number).map { "dept-" + $0.lowercased().replacing(" ", with: "-") } ?? "project-\(number)"
        }
    }

    private func dn(_ number: Int) -> String {
        RelativeDistinguishedName(type: "CN", value: Self.name(number)).description + ",OU=Groups,\(forest.baseDN)"
    }

    private func members(_ number: Int) -> [String] {
        switch number {
        case 0: accounts.map(\.dn)
        case 1: [dn(0)]
        case _ where Self.department(number) != nil:
            accounts.filter { $0.department == Self.department(number) }.map(\.dn)
        // Every sixth holds the two groups before it; one has nobody.
        case _ where number % 6 == 0: [dn(number - 1), dn(number - 2)]
        case _ where number % 13 == 0: []
        default: accounts.filter { $0.number % (number + 3) == number % 3 }.map(\.dn)
        }
    }
}
