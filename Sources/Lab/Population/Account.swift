import Directory

/// A user account of a forest: the person with a number, and the names that are unique among all.
struct Account {
    let number: Int
    let person: Person
    let dn: String
    let commonName: String
    let department: String
    let logonName: String
    /// Empty where the person has no address.
    let mail: String
    /// Whether the same person, with the same mail, has an account in every forest.
    let isShared: Bool
    /// The manager's distinguished name; empty at the top.
    let manager: String

    /// The first accounts of a forest, managers before those whom they manage.
    static func all(_ count: Int, in forest: ForestBlueprint) -> [Account] {
        var logonNames: Set<String> = []
        var commonNames: Set<String> = []
        var accounts: [Account] = []
        for number in 0..<count {
            // Every forest has its own people, but for those few who work in all of them.
            let isShared = number == 2 || number == 9
            let person = People.person(isShared ? number : number + Self.offset(of: forest))
            let logonName = unique(String(person.slug.prefix(17)), among: &logonNames) { "\($0)\($1)" }
            let commonName = unique(person.displayName, among: &commonNames) { "\($0) \($1)" }
            let department = People.departments[number % People.departments.count]
            let rdn = RelativeDistinguishedName(type: "CN", value: commonName).description
            let domain = isShared ? "group.example" : forest.name
            accounts.append(
                Account(
                    number: number,
                    person: person,
                    dn: "\(rdn),OU=\(department),OU=People,\(forest.baseDN)",
                    commonName: commonName,
                    department: department,
                    logonName: logonName,
                    mail: number % 7 == 6 ? "" : "\(logonName)@\(domain)",
                    isShared: isShared,
                    manager: number == 0 ? "" : accounts[(number - 1) / 8].dn
                )
            )
        }
        return accounts
    }

    private static func offset(of forest: ForestBlueprint) -> Int { forest.name.hasPrefix("contoso") ? 0 : 300 }

    private static func unique(
        _ name: String,
        among taken: inout Set<String>,
        _ next: (String, Int) -> String
    ) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = next(name, number)
            number += 1
        }
        return candidate
    }
}
