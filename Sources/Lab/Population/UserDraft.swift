import Directory

/// The entry of a user account.
struct UserDraft {
    let account: Account
    let kind: ServerKind
    let forest: ForestBlueprint

    var record: LDIFRecord {
        let number = account.number
        let (city, country) = People.cities[number % People.cities.count]
        let record = LDIFRecord(
            account.dn,
            [
                "objectClass": "top", "objectClass": "person", "objectClass": "organizationalPerson",
                "objectClass": "user", "cn": account.commonName, "sAMAccountName": account.logonName,
                "userPrincipalName": number % 29 == 28 ? "" : "\(account.logonName)@\(forest.name)",
                "userAccountControl": "\(control)", "displayName": account.person.displayName,
                "givenName": account.person.givenName, "sn": account.person.surname, "mail": account.mail,
                "title": number == 0 ? "Managing director" : number < 27 ? "Head of \(account.department)" : "",
                "department": account.department,
                "company": forest.netbiosName.prefix(1) + forest.netbiosName.dropFirst().lowercased() + " Ltd.",
                "manager": account.manager, "employeeID": "\(10_000 + number)", "l": city, "c": country,
                "telephoneNumber": "+353 1 555 \(1000 + number)",
            ]
        )
        return record.adding(addresses.map { .init(name: "proxyAddresses", bytes: Array($0.utf8)) })
    }

    /// Whose addresses stand in two forests has no proxyAddresses: the tenant takes each of those once.
    private var addresses: [String] {
        guard !account.mail.isEmpty, !account.isShared else { return [] }
        let primary = "SMTP:\(account.mail)"
        return account.number % 4 == 0 ? [primary, "smtp:\(account.logonName)@old.\(forest.name)"] : [primary]
    }

    /// MS-ADTS section 2.2.16: a normal account (512), disabled (2); Samba takes an enabled one without a password only
    /// where it says that none is needed (32).
    private var control: Int {
        (account.number % 11 == 10 ? 514 : 512) + (kind == .samba ? 32 : 0)
    }
}
