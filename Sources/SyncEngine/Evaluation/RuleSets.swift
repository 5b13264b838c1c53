import Directory
import SyncRules

/// Finds the rules that an object is in scope of, and gives each set of rules that occurs a number.
///
/// A forest has a handful of such sets for all its objects; what is made for a set is made once.
struct RuleSets {
    private let rules: [CompiledRule]
    private let byClass: [AttributeName: [Int]]
    private var numbers: [[Int]: Int] = [:]
    private var found: [Int] = []
    private var lastNumber = 0
    private var lastClass: (name: AttributeName, rules: [Int])?

    /// The sets that have occurred, each ascending by the rules' places, by their numbers.
    private(set) var sets: [[Int]] = []

    init(_ rules: [CompiledRule]) {
        self.rules = rules
        byClass = Dictionary(grouping: rules.indices, by: { rules[$0].rule.sourceClass })
    }

    /// The number of the set of rules that an object of a class is in scope of.
    mutating func number(for objectClass: AttributeName, _ view: EntryView) -> Int {
        found.removeAll(keepingCapacity: true)
        for place in candidates(objectClass) where rules[place].scope.admits(view) { found.append(place) }
        if lastNumber < sets.count, sets[lastNumber] == found { return lastNumber }
        if let number = numbers[found] {
            lastNumber = number
            return number
        }
        lastNumber = sets.count
        numbers[found] = lastNumber
        sets.append(found)
        return lastNumber
    }

    private mutating func candidates(_ objectClass: AttributeName) -> [Int] {
        if let lastClass, lastClass.name == objectClass { return lastClass.rules }
        let rules = byClass[objectClass] ?? []
        lastClass = (objectClass, rules)
        return rules
    }
}
