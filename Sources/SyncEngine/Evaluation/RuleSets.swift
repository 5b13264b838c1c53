import Directory
import SyncRules

/// Finds the rules that an object is in scope of, and gives each set of rules that occurs a number.
///
/// A forest has a handful of such sets for all its objects; what is made for a set is made once.
struct RuleSets {
    private let filters: [AttributeName: ClassFilter]
    private var numbers: [[Int]: Int] = [:]
    private var found: [Int] = []
    private var lastNumber = 0
    private var last: (name: AttributeName, filter: ClassFilter)?

    /// The sets that have occurred, each ascending by the rules' places, by their numbers.
    private(set) var sets: [[Int]] = []

    /// `known` are sets that have their numbers already.
    init(_ rules: [CompiledRule], known: [[Int]] = []) {
        sets = known
        numbers = Dictionary(known.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let byClass = Dictionary(grouping: rules.indices, by: { rules[$0].rule.sourceClass })
        filters = byClass.mapValues { ClassFilter($0.map { (place: $0, scope: rules[$0].scope) }) }
    }

    /// The number of the set of rules that an object of a class is in scope of.
    mutating func number(for objectClass: AttributeName, _ view: EntryView) -> Int {
        found.removeAll(keepingCapacity: true)
        filter(of: objectClass)?.find(view, &found)
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

    /// The number of the set with those rules of a set alone that a body keeps.
    mutating func number(of set: Int, keeping: (Int) -> Bool) -> Int {
        let kept = sets[set].filter(keeping)
        if let number = numbers[kept] { return number }
        numbers[kept] = sets.count
        sets.append(kept)
        return sets.count - 1
    }

    private mutating func filter(of objectClass: AttributeName) -> ClassFilter? {
        if let last, last.name == objectClass { return last.filter }
        guard let filter = filters[objectClass] else { return nil }
        last = (objectClass, filter)
        return filter
    }
}
