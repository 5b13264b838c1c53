import Directory
import Lab
import TestSupport

/// Users, a group and two OUs of a forest that a test changes at random.
struct ChangingForest {
    private struct User {
        let identity: String
        var name: String
        var place: Int
    }

    private let editor: ForestEditor
    private let base: String
    private let prefix: String
    private var places: [String]
    private var users: [User] = []
    private var count = 0

    init(_ editor: ForestEditor, prefix: String) {
        self.editor = editor
        self.prefix = prefix
        base = editor.test.forest.baseDN
        places = ["OU=\(prefix)one,\(base)", "OU=\(prefix)two,\(base)"]
    }

    private var group: String { "CN=\(prefix)group,CN=Users,\(base)" }

    /// Makes the OUs, the group and some users.
    mutating func begin() async throws {
        for (number, place) in places.enumerated() {
            try await editor.apply(
                editor.addition(
                    place,
                    ["top", "organizationalUnit"],
                    [("ou", "\(prefix)\(number == 0 ? "one" : "two")")],
                    identity: "\(prefix)o\(number)"
                )
            )
        }
        let name = "\(prefix)group"
        try await editor.apply(
            editor.addition(group, ["top", "group"], [("cn", name), ("sAMAccountName", name)], identity: "\(prefix)g")
        )
        for _ in 0..<6 { try await add(to: count % 2) }
    }

    /// Changes something, and says what.
    mutating func change(_ random: inout SeededGenerator) async throws -> String {
        guard let place = users.indices.randomElement(using: &random) else {
            try await add(to: 0)
            return "add"
        }
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1:
            try await add(to: Int.random(in: 0..<2, using: &random))
            return "add"
        case 2:
            let title = "title \(Int.random(in: 0..<99, using: &random))"
            try await editor.apply(
                "dn: \(dn(users[place]))\nchangetype: modify\nreplace: title\ntitle: \(title)\n\n"
            )
            return "modify"
        case 3:
            try await editor.apply("dn: \(dn(users[place]))\nchangetype: delete\n\n")
            users.remove(at: place)
            return "delete"
        case 4:
            count += 1
            try await rename(place, to: "\(prefix)renamed\(count)", in: users[place].place)
            return "rename"
        case 5:
            try await rename(place, to: users[place].name, in: 1 - users[place].place)
            return "move"
        case 6:
            count += 1
            let (which, name) = (Int.random(in: 0..<2, using: &random), "OU=\(prefix)ou\(count)")
            try await editor.apply("dn: \(places[which])\nchangetype: modrdn\nnewrdn: \(name)\ndeleteoldrdn: 1\n\n")
            places[which] = "\(name),\(base)"
            return "rename OU"
        case 7:
            // Adding what is there is an error that changes nothing.
            try? await editor.apply(
                "dn: \(group)\nchangetype: modify\nadd: member\nmember: \(dn(users[place]))\n\n"
            )
            return "add member"
        default:
            guard let other = users.indices.randomElement(using: &random) else { return "nothing" }
            try await editor.apply(
                "dn: \(dn(users[place]))\nchangetype: modify\nreplace: manager\nmanager: \(dn(users[other]))\n\n"
            )
            return "set manager"
        }
    }

    private func dn(_ user: User) -> String { "CN=\(user.name),\(places[user.place])" }

    private mutating func add(to place: Int) async throws {
        count += 1
        let user = User(identity: "\(prefix)\(count)", name: "\(prefix)user\(count)", place: place)
        try await editor.apply(
            editor.addition(
                dn(user),
                ["top", "person", "organizationalPerson", "user"],
                [("cn", user.name), ("sAMAccountName", "\(prefix)s\(count)")],
                identity: user.identity
            )
        )
        users.append(user)
    }

    private mutating func rename(_ place: Int, to name: String, in other: Int) async throws {
        try await editor.apply(
            "dn: \(dn(users[place]))\nchangetype: modrdn\nnewrdn: CN=\(name)\ndeleteoldrdn: 1\n"
                + "newsuperior: \(places[other])\n\n"
        )
        users[place].name = name
        users[place].place = other
    }
}
