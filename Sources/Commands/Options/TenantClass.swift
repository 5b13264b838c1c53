import ArgumentParser

/// The classes that objects of the tenant have.
enum TenantClass {
    /// Their names.
    static let all = ["user", "group", "contact", "device"]

    /// Gives a name as the tenant writes it; a class that is none is wrong usage.
    static func named(_ name: String) throws -> String {
        guard let known = all.first(where: { $0 == name.lowercased() }) else {
            throw ValidationError("There is no class \(name) in the tenant; it is \(all.joined(separator: ", ")).")
        }
        return known
    }
}
