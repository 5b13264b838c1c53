import Directory

/// What a query asks of a collection.
struct GraphQuery: Sendable {
    /// One property to order by.
    struct Order: Sendable, Hashable {
        let property: GraphProperty
        let isDescending: Bool
    }

    /// The most objects of one page, and how many there are when nothing is said; Graph has both numbers.
    static let (most, standard) = (999, 100)

    var selected: [GraphProperty]
    var filter: GraphFilter?
    var top = standard
    var order: [Order] = []
    var counts = false
    /// Where the page begins; it comes from a link that was given before.
    var skipToken: String?
    /// Where changes begin.
    var deltaToken: String?

    init(_ pairs: [TenantRequest.Pair], of resource: GraphResource) throws(ServiceError) {
        selected = resource.standard
        var seen: Set<String> = []
        for pair in pairs {
            let name = ASCII.lowercased(pair.name)
            guard seen.insert(name).inserted else {
                throw .badRequest("Query option '\(pair.name)' was specified more than once.")
            }
            switch name {
            case "$select": selected = try Self.selection(pair.value, resource)
            case "$filter": filter = try GraphFilterParser.read(pair.value, of: resource)
            case "$top": top = try Self.size(pair.value)
            case "$orderby": order = try Self.order(pair.value, resource)
            case "$count":
                guard ["true", "false"].contains(ASCII.lowercased(pair.value)) else {
                    throw .badRequest("Invalid value '\(pair.value)' for $count query option.")
                }
                counts = ASCII.lowercased(pair.value) == "true"
            case "$skiptoken": skipToken = pair.value
            case "$deltatoken": deltaToken = pair.value
            case _ where name.hasPrefix("$"):
                throw .unsupported("The tenant does not know the query option \(pair.name).")
            default: continue
            }
        }
    }

    private static func selection(_ text: String, _ resource: GraphResource) throws(ServiceError) -> [GraphProperty] {
        var selected: [GraphProperty] = []
        for name in try names(text) {
            guard let property = resource.property(name) else {
                throw .badRequest("Could not find a property named '\(name)' on type '\(resource.type)'.")
            }
            if !selected.contains(property) { selected.append(property) }
        }
        return selected
    }

    private static func size(_ text: String) throws(ServiceError) -> Int {
        guard let number = Int(text), (1...most).contains(number) else {
            throw .badRequest("Invalid page size specified: '\(text)'. Must be between 1 and \(most) inclusive.")
        }
        return number
    }

    private static func order(_ text: String, _ resource: GraphResource) throws(ServiceError) -> [Order] {
        var order: [Order] = []
        for part in try names(text) {
            let words = part.split(separator: " ")
            guard let name = words.first, let property = resource.property(String(name)), words.count < 3 else {
                throw .badRequest("Could not find a property named '\(part)' on type '\(resource.type)'.")
            }
            guard property.kind == .text || property.kind == .flag else {
                throw .unsupported("\(property.name) cannot be ordered by.")
            }
            let direction = words.count > 1 ? ASCII.lowercased(String(words[1])) : "asc"
            guard ["asc", "desc"].contains(direction) else { throw .badRequest("Syntax error in $orderby: '\(part)'.") }
            order.append(Order(property: property, isDescending: direction == "desc"))
        }
        return order
    }

    private static func names(_ text: String) throws(ServiceError) -> [String] {
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            part.drop { $0 == " " }.split(separator: " ").joined(separator: " ")
        }
        guard names.count <= 200, names.allSatisfy({ !$0.isEmpty }) else {
            throw .badRequest("A list of properties has an empty name, or more than 200.")
        }
        return names
    }
}
